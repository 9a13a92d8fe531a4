import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import CheckCheck from '@lucide/svelte/icons/check-check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import Pencil from '@lucide/svelte/icons/pencil';
import Play from '@lucide/svelte/icons/play';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Send from '@lucide/svelte/icons/send';
import type { Component } from 'svelte';
import {
	api,
	ifMatch,
	must,
	type CancelReason,
	type HoldReason,
	type Job,
	type JobAct
} from '#lib/api';

/** Acts that change the status; editing and noting are forms of their own. */
export type StatusAct = Exclude<JobAct, 'edit' | 'note'>;

export interface ActInput {
	reason?: string;
	note?: string;
}

export interface ActLook {
	icon: Component<{ class?: string }>;
	/** What has to be asked before. */
	asks: 'nothing' | 'hold' | 'note' | 'cancel' | 'why';
	key?: string;
}

export const actLook: Record<StatusAct | 'edit', ActLook> = {
	open: { icon: Send, asks: 'nothing' },
	resume: { icon: Play, asks: 'nothing' },
	complete: { icon: Check, asks: 'note' },
	close: { icon: CheckCheck, asks: 'nothing' },
	reopen: { icon: RotateCcw, asks: 'why' },
	hold: { icon: CirclePause, asks: 'hold' },
	cancel: { icon: Ban, asks: 'cancel' },
	edit: { icon: Pencil, asks: 'nothing', key: 'e' }
};

/** The order in which acts come to mind: the first allowed one is the page's primary button. */
const order: readonly StatusAct[] = [
	'open',
	'resume',
	'complete',
	'close',
	'reopen',
	'hold',
	'cancel'
];

export function statusActs(job: Pick<Job, 'allowed'>): StatusAct[] {
	return order.filter((act) => job.allowed.includes(act));
}

/** Does it, on the version given. The server decides; a newer version is a `stale` error. */
export function perform(
	job: Pick<Job, 'id' | 'version'>,
	act: StatusAct,
	{ reason = '', note = '' }: ActInput = {}
): Promise<Job> {
	const target = { params: { path: { id: job.id } }, headers: ifMatch(job) };
	const noted = note.trim() ? { note: note.trim() } : {};
	switch (act) {
		case 'open':
			return must(api.PUT('/api/v1/jobs/{id}/opening', target));
		case 'hold': {
			const body = { reason: reason as HoldReason, ...noted };
			return must(api.PUT('/api/v1/jobs/{id}/hold', { ...target, body }));
		}
		case 'resume':
			return must(api.DELETE('/api/v1/jobs/{id}/hold', target));
		case 'complete':
			return must(api.PUT('/api/v1/jobs/{id}/completion', { ...target, body: noted }));
		case 'close':
			return must(api.PUT('/api/v1/jobs/{id}/closure', target));
		case 'cancel': {
			const body = { reason: reason as CancelReason, ...noted };
			return must(api.PUT('/api/v1/jobs/{id}/cancellation', { ...target, body }));
		}
		case 'reopen':
			return must(
				api.POST('/api/v1/jobs/{id}/reopening', {
					...target,
					body: { reason: reason.trim().replaceAll(/\s+/g, ' ') }
				})
			);
	}
}
