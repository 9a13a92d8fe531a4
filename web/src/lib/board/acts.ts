/** What a dispatcher does on the board, how it will look, and what undoes it. */

import {
	api,
	ifMatch,
	must,
	once,
	type Assignment,
	type AssignmentChanges,
	type Force,
	type Requirement,
	type Seat
} from '#lib/api';

type Who = Assignment['member'];

export type Act =
	| {
			act: 'assign';
			place: Placeable;
			member: Who;
			seat?: Seat;
			/** The one that was taken off and is put back. */
			instead?: Assignment;
	  }
	| { act: 'change'; one: Assignment; to: Target }
	| { act: 'exchange'; one: Assignment; other: Assignment }
	| { act: 'release'; one: Assignment; reason: string };

/** All that was placed at once is taken off again. */
export interface Vacate {
	act: 'vacate';
	all: readonly Assignment[];
	reason: string;
}

/** What is needed of a requirement to put somebody there. */
export type Placeable = Pick<Requirement, 'id' | 'kind' | 'title' | 'start' | 'end' | 'zone'> &
	Partial<Pick<Requirement, 'place' | 'site_id' | 'owner_id'>>;

export interface Target {
	member?: Who;
	start?: string;
	end?: string;
}

/** Assignments that have changed, and what would bring them back. */
export interface Done {
	rows: Assignment[];
	inverse: Act | null;
}

/** Whether its hours may be moved; a session's are the session's. */
export function movesInTime(one: Assignment): boolean {
	return one.kind !== 'session' && one.state !== 'worked';
}

const PENDING = 'pending-';

/** Whether it may be taken in the hand: it is not over, and the server knows it already. */
export function isMovable({ id, state }: Assignment): boolean {
	return state !== 'worked' && !id.startsWith(PENDING);
}

/** The rows as they will be when the server agrees, so that nobody waits for it. */
export function expected(act: Act | Vacate): Assignment[] {
	switch (act.act) {
		case 'assign':
			return [assigned(act.place, act.member, act.seat ?? 'full')];
		case 'change':
			return [{ ...act.one, ...act.to, member: act.to.member ?? act.one.member }];
		case 'exchange':
			return [
				{ ...act.one, member: act.other.member },
				{ ...act.other, member: act.one.member }
			];
		case 'release':
			return [{ ...act.one, state: 'released' }];
		case 'vacate':
			return act.all.map((one) => ({ ...one, state: 'released' }));
	}
}

function assigned(place: Placeable, member: Who, seat: Seat): Assignment {
	return {
		id: `${PENDING}${place.id}-${member.id}`,
		version: 0,
		kind: place.kind,
		requirement_id: place.id,
		owner_id: place.owner_id ?? null,
		member,
		start: place.start,
		end: place.end,
		zone: place.zone,
		title: place.title,
		place: place.place ?? '',
		site_id: place.site_id ?? null,
		unit: null,
		seat,
		state: 'confirmed',
		paid: false,
		reason: null,
		duty_type_id: null,
		forced: null,
		warnings: []
	};
}

const target = (one: Assignment) => ({
	params: { path: { id: one.id } },
	headers: ifMatch(one)
});

function release(one: Assignment, reason: string): Promise<Assignment> {
	return must(api.PUT('/api/v1/assignments/{id}/release', { ...target(one), body: { reason } }));
}

/** Sends it. A refusal is thrown as it is everywhere. */
export async function perform(act: Act | Vacate, force?: Force): Promise<Done> {
	const forced = force && { force };
	switch (act.act) {
		case 'assign': {
			const row = await must(
				api.POST('/api/v1/requirements/{id}/assignments', {
					params: { path: { id: act.place.id } },
					headers: once(crypto.randomUUID()),
					body: {
						member_id: act.member.id,
						...(act.seat && { seat: act.seat }),
						...forced
					}
				})
			);
			return { rows: [row], inverse: { act: 'release', one: row, reason: '' } };
		}
		case 'change': {
			const { member, ...times } = act.to;
			const body: AssignmentChanges = {
				...times,
				...(member && { member_id: member.id }),
				...forced
			};
			const row = await must(
				api.PATCH('/api/v1/assignments/{id}', { ...target(act.one), body })
			);
			return {
				rows: [row],
				inverse: { act: 'change', one: row, to: former(act.one, act.to) }
			};
		}
		case 'exchange': {
			const { items } = await must(
				api.PUT('/api/v1/assignments/{id}/exchange', {
					...target(act.one),
					body: { with: act.other.id, ...forced }
				})
			);
			const [one, other] = [act.one, act.other].map(
				({ id }) => items.find((row) => row.id === id) ?? null
			);
			return { rows: items, inverse: one && other ? { act: 'exchange', one, other } : null };
		}
		case 'release': {
			const row = await release(act.one, act.reason);
			return { rows: [row], inverse: again(act.one, row) };
		}
		case 'vacate':
			return vacate(act.all, act.reason);
	}
}

/** One after another; what somebody changed meanwhile stays, and is told when all others are off. */
async function vacate(all: readonly Assignment[], reason: string): Promise<Done> {
	const rows: Assignment[] = [];
	let failure: unknown = null;
	for (const one of all) {
		try {
			rows.push(await release(one, reason));
		} catch (error) {
			failure ??= error;
		}
	}
	if (failure !== null) throw failure;
	return { rows, inverse: null };
}

/** What was there before, of what was changed. */
function former(one: Assignment, to: Target): Target {
	return {
		...(to.member && { member: one.member }),
		...(to.start && { start: one.start }),
		...(to.end && { end: one.end })
	};
}

/** The same member at the same place; a duty that stood for itself cannot be put back from here. */
function again(one: Assignment, instead: Assignment): Act | null {
	if (!one.requirement_id || (one.kind !== 'session' && one.kind !== 'visit')) return null;
	const place: Placeable = {
		id: one.requirement_id,
		kind: one.kind,
		title: one.title,
		start: one.start,
		end: one.end,
		zone: one.zone,
		place: one.place,
		site_id: one.site_id
	};
	return { act: 'assign', place, member: one.member, seat: one.seat, instead };
}
