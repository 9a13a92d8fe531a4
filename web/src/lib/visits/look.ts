import Ban from '@lucide/svelte/icons/ban';
import Car from '@lucide/svelte/icons/car';
import Check from '@lucide/svelte/icons/check';
import CheckCheck from '@lucide/svelte/icons/check-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import CircleX from '@lucide/svelte/icons/circle-x';
import MapPin from '@lucide/svelte/icons/map-pin';
import Send from '@lucide/svelte/icons/send';
import Smartphone from '@lucide/svelte/icons/smartphone';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Component } from 'svelte';
import type { VisitAct, VisitState, VisitTold } from '#lib/api';
import type { Tone } from '#lib/ui/Badge.svelte';

type Look = { tone: Tone; icon: Component<{ class?: string }> };

export const visitLook: Record<VisitState, Look> = {
	planned: { tone: 'neutral', icon: CircleDashed },
	sent: { tone: 'info', icon: Send },
	received: { tone: 'info', icon: Smartphone },
	accepted: { tone: 'accent', icon: Check },
	travelling: { tone: 'violet', icon: Car },
	on_site: { tone: 'violet', icon: MapPin },
	paused: { tone: 'warn', icon: CirclePause },
	done: { tone: 'ok', icon: CheckCheck },
	declined: { tone: 'bad', icon: CircleX },
	aborted: { tone: 'bad', icon: TriangleAlert },
	recalled: { tone: 'neutral', icon: Ban }
};

/** What comes next in the ordinary run of a visit stands first, and large. */
const FORWARD: readonly VisitTold[] = [
	'done',
	'resumed',
	'on_site',
	'travelling',
	'accepted',
	'received',
	'sent'
];
const ORDER: readonly VisitAct[] = [
	'accepted',
	'travelling',
	'on_site',
	'resumed',
	'done',
	'paused',
	'declined',
	'aborted'
];

/** The acts of whoever goes, the ordinary next one apart from the others. */
export function actsOf(allowed: readonly VisitAct[], state: VisitState) {
	const told = ORDER.filter((act): act is VisitTold => allowed.includes(act));
	// One may arrive without having said that one set out; but first things first.
	const next =
		state === 'accepted' || state === 'sent' || state === 'received'
			? (['accepted', 'travelling', 'on_site'] as const).find((act) => told.includes(act))
			: FORWARD.find((act) => told.includes(act));
	return { next, others: told.filter((act) => act !== next) };
}
