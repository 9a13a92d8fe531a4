import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import CheckCheck from '@lucide/svelte/icons/check-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CirclePlay from '@lucide/svelte/icons/circle-play';
import CircleX from '@lucide/svelte/icons/circle-x';
import Hand from '@lucide/svelte/icons/hand';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Lock from '@lucide/svelte/icons/lock';
import Mail from '@lucide/svelte/icons/mail';
import Megaphone from '@lucide/svelte/icons/megaphone';
import TimerOff from '@lucide/svelte/icons/timer-off';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UserX from '@lucide/svelte/icons/user-x';
import type { Component } from 'svelte';
import type { BookingState, SessionState } from '#lib/api';
import type { Tone } from '#lib/ui/Badge.svelte';

type Look = { tone: Tone; icon: Component<{ class?: string }> };

export const stateLook: Record<SessionState, Look> = {
	draft: { tone: 'neutral', icon: CircleDashed },
	published: { tone: 'info', icon: Megaphone },
	signup_closed: { tone: 'accent', icon: Lock },
	running: { tone: 'violet', icon: CirclePlay },
	ended: { tone: 'ok', icon: Check },
	reconciled: { tone: 'neutral', icon: CheckCheck },
	cancelled: { tone: 'neutral', icon: Ban }
};

export const bookingLook: Record<BookingState, Look> = {
	invited: { tone: 'info', icon: Mail },
	applied: { tone: 'info', icon: Hand },
	waitlisted: { tone: 'warn', icon: Hourglass },
	offered: { tone: 'accent', icon: Mail },
	confirmed: { tone: 'ok', icon: Check },
	on_duty: { tone: 'violet', icon: CirclePlay },
	worked: { tone: 'ok', icon: CheckCheck },
	verified: { tone: 'neutral', icon: CheckCheck },
	declined: { tone: 'neutral', icon: CircleX },
	withdrawn: { tone: 'neutral', icon: Undo2 },
	late_withdrawn: { tone: 'warn', icon: Undo2 },
	released: { tone: 'neutral', icon: Undo2 },
	expired: { tone: 'neutral', icon: TimerOff },
	no_show: { tone: 'bad', icon: UserX }
};

/** Claims that have come to an end without a place. */
export function isOut(state: BookingState): boolean {
	return ['declined', 'withdrawn', 'late_withdrawn', 'released', 'expired'].includes(state);
}
