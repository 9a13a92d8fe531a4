import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => ({
	reviews: (await must(api.GET('/api/v1/access-reviews'))).items
});
