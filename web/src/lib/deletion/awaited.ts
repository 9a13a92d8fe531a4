/** What the organisation's deletion answers, until it stands in the generated description. */

import type { Named } from '#lib/roster/awaited';

export interface Deletion {
	version: number;
	state: 'none' | 'waiting' | 'begun';
	reason: string | null;
	asked_by: Named | null;
	confirmed_by: Named | null;
	/** Whether whoever runs the server decided so. */
	by_operator: boolean;
	decided_at: string | null;
	due_at: string | null;
}
