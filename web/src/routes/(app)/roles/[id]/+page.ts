import { error } from '@sveltejs/kit';
import { loadPermissions } from '#lib/access/explain';
import { t } from '#lib/i18n';
import { loadRoles } from '#lib/roles/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, depends }) => {
	depends('muster:roles');
	const [roles, permissions] = await Promise.all([loadRoles(), loadPermissions()]);
	const role = roles.find(({ id }) => id === params.id);
	if (!role) error(404, t.errors.notFoundText);
	return { role, roles, permissions };
};
