import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import CalendarX from '@lucide/svelte/icons/calendar-x';
import Clock from '@lucide/svelte/icons/clock';
import Megaphone from '@lucide/svelte/icons/megaphone';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import Route from '@lucide/svelte/icons/route';
import Siren from '@lucide/svelte/icons/siren';
import Ticket from '@lucide/svelte/icons/ticket';
import TreePalm from '@lucide/svelte/icons/tree-palm';
import type { Component } from 'svelte';
import type { NoticeKind } from '#lib/api';

/** A kind of notice is known by its sign before it is read. */
export const signs: Record<NoticeKind, Component<{ class?: string }>> = {
	'assignment-given': CalendarPlus,
	'assignment-changed': CalendarClock,
	'assignment-ended': CalendarX,
	'place-offered': Ticket,
	'place-got': CalendarCheck,
	swap: ArrowLeftRight,
	reminder: AlarmClock,
	leave: TreePalm,
	certificate: BadgeCheck,
	hours: Clock,
	expense: ReceiptText,
	visit: Route,
	announcement: Megaphone,
	'call-out': Siren
};
