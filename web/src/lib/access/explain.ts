import { api, must, type Explanation, type PermissionInfo, type Reach } from '#lib/api';

export function explain(member: string, permission: string, record?: string): Promise<Explanation> {
	const query = { member_id: member, permission, ...(record && { record }) };
	return must(api.GET('/api/v1/access/explanation', { params: { query } }));
}

export async function loadPermissions(): Promise<PermissionInfo[]> {
	return (await must(api.GET('/api/v1/permissions'))).items;
}

/** One member who reaches a record, with every way there. */
export interface Reacher {
	member: Reach['member'];
	ways: Reach[];
}

/** By member, in the order they come. */
export function byMember(reaches: readonly Reach[]): Reacher[] {
	const found = new Map<string, Reacher>();
	for (const reach of reaches) {
		const known = found.get(reach.member.id);
		if (known) known.ways.push(reach);
		else found.set(reach.member.id, { member: reach.member, ways: [reach] });
	}
	return [...found.values()];
}
