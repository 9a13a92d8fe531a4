import { loadPermissions } from '#lib/access/explain';
import { loadRoles } from '#lib/roles/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:roles');
	const [roles, permissions] = await Promise.all([loadRoles(), loadPermissions()]);
	return { roles, permissions };
};
