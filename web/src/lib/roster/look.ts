import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleX from '@lucide/svelte/icons/circle-x';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Component } from 'svelte';
import type { Eligibility } from '#lib/api';
import { roster as words } from '#lib/i18n/en/roster';
import type { Tone } from '#lib/ui/Badge.svelte';

interface Look {
	tone: Tone;
	icon: Component<{ class?: string }>;
	label: string;
	/** Behind a row that it is about. */
	row: string;
	/** Of a line that says it. */
	text: string;
}

/** Colour and glyph of a verdict: the glyph tells it also without colour. */
export const verdictLook: Record<Eligibility, Look> = {
	clear: {
		tone: 'ok',
		icon: CircleCheck,
		label: words.verdicts.clear,
		row: 'bg-ok-soft',
		text: 'text-ok'
	},
	warned: {
		tone: 'warn',
		icon: TriangleAlert,
		label: words.verdicts.warned,
		row: 'bg-warn-soft',
		text: 'text-warn'
	},
	refused: {
		tone: 'bad',
		icon: CircleX,
		label: words.verdicts.refused,
		row: 'bg-bad-soft',
		text: 'text-bad'
	}
};
