import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleX from '@lucide/svelte/icons/circle-x';
import type { Component } from 'svelte';
import type { Eligibility } from '#lib/api';
import type { Tone } from '#lib/ui/Badge.svelte';

/** Colour and glyph of a verdict: the glyph tells it also without colour. */
export const verdictLook: Record<Eligibility, { tone: Tone; icon: Component<{ class?: string }> }> =
	{
		clear: { tone: 'ok', icon: CircleCheck },
		warned: { tone: 'warn', icon: CircleAlert },
		refused: { tone: 'bad', icon: CircleX }
	};
