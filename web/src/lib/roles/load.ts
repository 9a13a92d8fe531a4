import { api, must, type CustomRole, type Me } from '#lib/api';
import { grantsOf, mayGive } from './matrix';

export async function loadRoles(): Promise<CustomRole[]> {
	return (await must(api.GET('/api/v1/roles'))).items;
}

/** Whether one holds all that a role grants: nobody gives more than they have. */
export function givable(role: CustomRole, me: Pick<Me, 'grants'>): boolean {
	const own = grantsOf(me.grants);
	return role.grants.every(({ permission, scope }) => mayGive(own, permission, scope));
}
