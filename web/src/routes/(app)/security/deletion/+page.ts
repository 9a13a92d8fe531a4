import { api, must } from '#lib/api';
import { loadDeletion } from '#lib/deletion/deletion';
import { openRequest } from '#lib/deletion/settled';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:deletion');
	const [deletion, approvals] = await Promise.all([
		loadDeletion(),
		must(api.GET('/api/v1/approvals', { params: { query: { state: 'open' } } }))
	]);
	return { deletion, request: openRequest(approvals.items) };
};
