import { api, must } from '#lib/api';
import { RoleNames } from '#lib/policy/role-names';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:single-sign-on');
	const [now, names] = await Promise.all([
		must(api.GET('/api/v1/single-sign-on')),
		RoleNames.load()
	]);
	return { now, names };
};
