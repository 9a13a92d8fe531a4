import type { Approval, Deletion } from '#lib/api';

export const ACT = 'delete_organisation';

/** What waits for a second person is answered with the approval: nothing is decided then. */
export function waitsForSomebody(settled: Deletion | Approval): settled is Approval {
	return 'act' in settled;
}

/** The request that waits, if one does. */
export function openRequest(approvals: readonly Approval[]): Approval | undefined {
	return approvals.find(({ act, state }) => act === ACT && state === 'open');
}
