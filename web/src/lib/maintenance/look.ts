import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import CirclePlay from '@lucide/svelte/icons/circle-play';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import SkipForward from '@lucide/svelte/icons/skip-forward';
import type { Component } from 'svelte';
import type { DueState, PlanState } from '#lib/api';
import type { Tone } from '#lib/ui/Badge.svelte';

interface Look {
	tone: Tone;
	icon: Component<{ class?: string }>;
}

export const planLook: Record<PlanState, Look> = {
	active: { tone: 'ok', icon: CirclePlay },
	suspended: { tone: 'warn', icon: CirclePause },
	ended: { tone: 'neutral', icon: CircleStop }
};

export const dueLook: Record<DueState, Look> = {
	forecast: { tone: 'neutral', icon: CalendarClock },
	made: { tone: 'info', icon: ClipboardList },
	done: { tone: 'ok', icon: Check },
	skipped: { tone: 'neutral', icon: SkipForward },
	left_out: { tone: 'neutral', icon: CircleSlash },
	late: { tone: 'bad', icon: AlarmClock }
};
