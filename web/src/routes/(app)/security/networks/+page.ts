import { api, must } from '#lib/api';
import { RoleNames } from '#lib/policy/role-names';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:networks');
	const [networks, names] = await Promise.all([
		must(api.GET('/api/v1/networks')),
		RoleNames.load()
	]);
	return { networks, names };
};
