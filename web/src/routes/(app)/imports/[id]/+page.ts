import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params }) => {
	const path = { id: params.id };
	const [row, ready] = await Promise.all([
		must(api.GET('/api/v1/imports/{id}', { params: { path } })),
		must(api.GET('/api/v1/imports/mappings'))
	]);
	return { import: row, ready: ready.items };
};
