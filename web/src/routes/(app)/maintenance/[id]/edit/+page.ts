import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params: { id } }) => ({
	plan: await must(api.GET('/api/v1/maintenance-plans/{id}', { params: { path: { id } } }))
});
