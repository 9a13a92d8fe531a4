/** Permissions of a role: by area, compared with another role, and held to one's own rights. Pure. */

import type { CustomRole, PermissionInfo, RoleGrant, Scope } from '#lib/api';

/** From the narrowest to the widest. */
export const SCOPES: readonly Scope[] = ['own', 'unit', 'organisation'];
export type Reaching = Scope | null;
export type Grants = Readonly<Record<string, Scope>>;

export function grantsOf(list: readonly RoleGrant[]): Grants {
	return Object.fromEntries(list.map(({ permission, scope }) => [permission, scope]));
}

export function listOf(grants: Grants): RoleGrant[] {
	return Object.entries(grants).map(([permission, scope]) => ({ permission, scope }));
}

export function withGrant(grants: Grants, permission: string, scope: Reaching): Grants {
	const { [permission]: _, ...rest } = grants;
	return scope ? { ...rest, [permission]: scope } : rest;
}

export function width(scope: Reaching | undefined): number {
	return scope ? SCOPES.indexOf(scope) + 1 : 0;
}

export interface Area {
	area: string;
	permissions: PermissionInfo[];
}

/** In the order they come; an area stands where its first permission does. */
export function byArea(permissions: readonly PermissionInfo[]): Area[] {
	const areas = new Map<string, Area>();
	for (const permission of permissions) {
		const { area } = permission;
		const known = areas.get(area);
		if (known) known.permissions.push(permission);
		else areas.set(area, { area, permissions: [permission] });
	}
	return [...areas.values()];
}

export interface Difference {
	permission: string;
	base: Reaching;
	now: Reaching;
	kind: 'wider' | 'narrower';
}

/** How `now` differs from `base`, one permission a line. */
export function differences(base: Grants, now: Grants): Difference[] {
	const names = [...new Set([...Object.keys(base), ...Object.keys(now)])];
	return names.flatMap((permission) => {
		const [a, b] = [base[permission] ?? null, now[permission] ?? null];
		if (a === b) return [];
		const kind = width(b) > width(a) ? ('wider' as const) : ('narrower' as const);
		return [{ permission, base: a, now: b, kind }];
	});
}

/** The role to compare with: the built-in one that is nearest. */
export function comparedWith(
	role: CustomRole,
	roles: readonly CustomRole[]
): CustomRole | undefined {
	const mine = grantsOf(role.grants);
	const distance = (other: CustomRole) => differences(grantsOf(other.grants), mine).length;
	return roles
		.filter((other) => other.built_in && other.id !== role.id)
		.sort((a, b) => distance(a) - distance(b))[0];
}

/** The widest one may give: nobody grants more than they hold. */
export function mayGive(own: Grants, permission: string, scope: Scope): boolean {
	return width(own[permission]) >= width(scope);
}

export interface Question {
	q: string;
	/** Only what differs from the role compared with. */
	differing?: ReadonlySet<string> | null;
	/** Only what the role grants. */
	granted?: Grants | null;
}

/** Each word typed stands somewhere in name, meaning or area. Areas without a hit are left out. */
export function narrowed(
	areas: readonly Area[],
	{ q, differing, granted }: Question,
	areaName: (area: string) => string
): Area[] {
	const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	const wanted = ({ name, meaning, area }: PermissionInfo) => {
		if (differing && !differing.has(name)) return false;
		if (granted && !granted[name]) return false;
		const text = `${name} ${meaning} ${areaName(area)}`.toLocaleLowerCase();
		return words.every((word) => text.includes(word));
	};
	return areas
		.map(({ area, permissions }) => ({ area, permissions: permissions.filter(wanted) }))
		.filter(({ permissions }) => permissions.length > 0);
}
