import { api, must } from '#lib/api';
import { awaited } from '#lib/api/awaited';
import type { Deletion } from '#lib/deletion/awaited';
import { openRequest } from '#lib/deletion/settled';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:deletion');
	const [deletion, approvals] = await Promise.all([
		must(awaited.GET<Deletion>('/api/v1/organisation/deletion')),
		must(api.GET('/api/v1/approvals', { params: { query: { state: 'open' } } }))
	]);
	return { deletion, request: openRequest(approvals.items) };
};
