import { api, must } from '#lib/api';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ params, depends }) => {
	depends('muster:job');
	return {
		job: await must(api.GET('/api/v1/jobs/{id}', { params: { path: { id: params.id } } }))
	};
};
