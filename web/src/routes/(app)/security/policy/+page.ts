import { api, must } from '#lib/api';
import { RoleNames } from '#lib/policy/role-names';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:policy');
	const [policy, compliance, names] = await Promise.all([
		must(api.GET('/api/v1/security-policy')),
		must(api.GET('/api/v1/security-policy/compliance')),
		RoleNames.load()
	]);
	return { policy, compliance: compliance.items, names };
};
