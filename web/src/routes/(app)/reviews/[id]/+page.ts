import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => {
	const path = { id: params.id };
	return { review: await must(api.GET('/api/v1/access-reviews/{id}', { params: { path } })) };
};
