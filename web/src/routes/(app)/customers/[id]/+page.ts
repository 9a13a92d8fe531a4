import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, depends }) => {
	depends('muster:customer');
	const path = { id: params.id };
	return { customer: await must(api.GET('/api/v1/customers/{id}', { params: { path } })) };
};
