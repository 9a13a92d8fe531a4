import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:publication');
	const [publication, witnesses] = await Promise.all([
		must(api.GET('/api/v1/audit/publication')),
		must(api.GET('/api/v1/audit/log/witnesses'))
	]);
	return { publication, witnesses: witnesses.items };
};
