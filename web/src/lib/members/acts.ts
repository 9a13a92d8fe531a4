import { api, ifMatch, must, type AccessEnded, type Member } from '#lib/api';

/** Acts on the status of a member; each answers the member as it is then. */
export type StatusAct = 'suspend' | 'resume' | 'leave' | 'back' | 'leaving' | 'stay';

export interface Details {
	reason: string;
	/** First day of the leave, or the day on which access ends. */
	from: string | null;
	until: string | null;
}

export function statusActs(member: Member): StatusAct[] {
	if (member.status === 'left') return ['stay'];
	return [
		member.on_leave ? 'back' : 'leave',
		member.status === 'suspended' ? 'resume' : 'suspend',
		member.leaves_at ? 'stay' : 'leaving'
	];
}

export function perform(
	member: Member,
	act: StatusAct,
	{ reason, from, until }: Details = { reason: '', from: null, until: null }
): Promise<Member> {
	const target = { params: { path: { id: member.id } }, headers: ifMatch(member) };
	const why = reason.trim() ? { reason: reason.trim() } : {};
	const start = from ?? new Date().toISOString();
	switch (act) {
		case 'suspend':
			return must(
				api.PUT('/api/v1/members/{id}/suspension', {
					...target,
					body: { reason: reason.trim() }
				})
			);
		case 'resume':
			return must(api.DELETE('/api/v1/members/{id}/suspension', target));
		case 'leave': {
			const body = { from: start, ...(until && { until }), ...why };
			return must(api.PUT('/api/v1/members/{id}/leave-of-absence', { ...target, body }));
		}
		case 'back':
			return must(api.DELETE('/api/v1/members/{id}/leave-of-absence', target));
		case 'leaving': {
			const body = { at: start, ...why };
			return must(api.PUT('/api/v1/members/{id}/leaving', { ...target, body }));
		}
		case 'stay':
			return must(api.DELETE('/api/v1/members/{id}/leaving', target));
	}
}

/** Everything that opens Muster for this member ends, in one act. */
export function endAllAccess(member: Member, reason: string): Promise<AccessEnded> {
	return must(
		api.PUT('/api/v1/members/{id}/revocation', {
			params: { path: { id: member.id } },
			body: { reason: reason.trim().replaceAll(/\s+/g, ' ') }
		})
	);
}
