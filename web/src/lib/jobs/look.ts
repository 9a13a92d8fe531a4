import Ban from '@lucide/svelte/icons/ban';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import Check from '@lucide/svelte/icons/check';
import CheckCheck from '@lucide/svelte/icons/check-check';
import Circle from '@lucide/svelte/icons/circle';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import CirclePlay from '@lucide/svelte/icons/circle-play';
import type { Component } from 'svelte';
import type { JobStatus, Priority } from '#lib/api';
import type { Tone } from '#lib/ui/Badge.svelte';

export const statuses: readonly JobStatus[] = [
	'open',
	'planned',
	'in_progress',
	'on_hold',
	'work_done',
	'closed',
	'cancelled',
	'draft'
];

export const priorities: readonly Priority[] = ['p1', 'p2', 'p3', 'p4'];

/** Colour and glyph of a status: one can be told from the other without seeing colour. */
export const statusLook: Record<JobStatus, { tone: Tone; icon: Component<{ class?: string }> }> = {
	draft: { tone: 'neutral', icon: CircleDashed },
	open: { tone: 'info', icon: Circle },
	planned: { tone: 'accent', icon: CalendarCheck },
	in_progress: { tone: 'violet', icon: CirclePlay },
	on_hold: { tone: 'warn', icon: CirclePause },
	work_done: { tone: 'ok', icon: Check },
	closed: { tone: 'neutral', icon: CheckCheck },
	cancelled: { tone: 'neutral', icon: Ban }
};

export const priorityTone: Record<Priority, Tone> = {
	p1: 'bad',
	p2: 'warn',
	p3: 'neutral',
	p4: 'neutral'
};
