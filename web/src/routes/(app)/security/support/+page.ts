import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:support');
	return { grants: (await must(api.GET('/api/v1/support-grants'))).items };
};
