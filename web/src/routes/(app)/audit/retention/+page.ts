import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:retention');
	return { retention: await must(api.GET('/api/v1/audit/retention')) };
};
