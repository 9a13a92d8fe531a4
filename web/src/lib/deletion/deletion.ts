import { api, must } from '#lib/api';

interface Named {
	id: string;
	name: string;
}

/** Whether the organisation is to be deleted, when, and who decided so. */
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

export function loadDeletion(): Promise<Deletion> {
	return must(api.GET('/api/v1/organisation/deletion'));
}
