/** How states look. Colour never stands alone: each has a glyph. */

import BadgeCheck from '@lucide/svelte/icons/badge-check';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import CircleX from '@lucide/svelte/icons/circle-x';
import Moon from '@lucide/svelte/icons/moon';
import Play from '@lucide/svelte/icons/play';
import type { Component } from 'svelte';
import type { Assignment } from '#lib/api';
import { roster } from '#lib/i18n/en/roster';
import type { Tone } from '#lib/ui/Badge.svelte';

interface Look {
	tone: Tone;
	icon: Component<{ class?: string }>;
	label: string;
}

/** The glyphs of bars: drawn once and used by thousands. */
export const glyphs = {
	offered: CircleHelp,
	on_duty: Play,
	worked: BadgeCheck,
	ended: CircleX,
	own: Moon,
	confirmed: CalendarCheck
};
type Glyph = keyof typeof glyphs;

function glyphOf({ state, kind }: Pick<Assignment, 'state' | 'kind'>): Glyph {
	if (state === 'offered' || state === 'on_duty' || state === 'worked') return state;
	if (state !== 'confirmed') return 'ended';
	return kind === 'duty' || kind === 'on_call' ? 'own' : 'confirmed';
}

const glyphTones: Record<Glyph, Tone> = {
	offered: 'info',
	on_duty: 'ok',
	worked: 'neutral',
	ended: 'neutral',
	own: 'violet',
	confirmed: 'accent'
};

export function lookOf(one: Pick<Assignment, 'state' | 'kind'>): Look & { glyph: Glyph } {
	const glyph = glyphOf(one);
	return {
		glyph,
		tone: glyphTones[glyph],
		icon: glyphs[glyph],
		label: roster.states[one.state]
	};
}

export const barTones: Record<Tone, string> = {
	neutral: 'bg-surface-2 border-line-strong border-l-fg-3',
	accent: 'bg-accent-soft border-accent/35 border-l-accent',
	ok: 'bg-ok-soft border-ok/35 border-l-ok',
	warn: 'bg-warn-soft border-warn/35 border-l-warn',
	bad: 'bg-bad-soft border-bad/35 border-l-bad',
	info: 'bg-info-soft border-info/35 border-l-info',
	violet: 'bg-violet-soft border-violet/35 border-l-violet'
};
