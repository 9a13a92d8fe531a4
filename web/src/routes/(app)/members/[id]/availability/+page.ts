import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, depends }) => {
	depends('muster:member');
	const path = { id: params.id };
	return { member: await must(api.GET('/api/v1/members/{id}', { params: { path } })) };
};
