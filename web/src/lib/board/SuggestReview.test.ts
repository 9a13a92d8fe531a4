import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Suggestion, SuggestedMember } from '#lib/api';
import { Clock } from './clock';
import { requirement } from './sample';
import { choicesOf, type Choice } from './suggest';
import SuggestReview from './SuggestReview.svelte';

const who = (id: string) => ({ id, name: `Member ${id}` });
const proposed: SuggestedMember = {
	member: who('1'),
	outcome: 'warned',
	findings: [
		{
			rule: 'not-available',
			effect: 'warn',
			says: 'Said not to be available.',
			about: null,
			from: null,
			until: null
		}
	],
	hours_planned_minutes: 960,
	hours_proposed_minutes: 120,
	distance_metres: 5200,
	travel_minutes: 8,
	times_at_site: 4,
	instead: [{ member: who('2'), outcome: 'clear', hours_planned_minutes: 0 }]
};
const found: Suggestion = {
	items: [
		{ requirement: requirement('r1'), members: [proposed], missing: 0, shortfall: null },
		{
			requirement: requirement('r2', { title: 'North gate' }),
			members: [],
			missing: 2,
			shortfall: {
				may: 1,
				too_far: 0,
				elsewhere: 1,
				rules: [{ rule: 'on-leave', members: 3 }]
			}
		}
	],
	left_out: [],
	members: 5,
	truncated: false
};
const clock = new Clock({ zone: 'UTC', locale: 'en-GB' } as ConstructorParameters<typeof Clock>[0]);

function shown(choices: Choice[] = choicesOf(found)) {
	const onchange = vi.fn<(choices: Choice[]) => void>();
	render(SuggestReview, { found, choices, clock, onchange });
	return onchange;
}

describe('a proposal', () => {
	it('says whom, why they, and what is to be told of it', () => {
		shown();
		screen.getByText('1 place can be filled, out of 5 members.');
		screen.getByText(
			'16 h planned around it · 2 h proposed · 5.2 km, 8 min from where they are before · was at the site 4 times in half a year'
		);
		screen.getByText('Said not to be available.');
	});

	it('says why nobody more was found', () => {
		shown();
		screen.getByText('· 2 missing');
		screen.getByText('1 member may take it · 1 proposed for something else then · On leave: 3');
	});

	it('lets go of a place, and gives it to another', async () => {
		const onchange = shown();
		await fireEvent.click(screen.getByLabelText('Member 1 takes Pump repair'));
		expect(onchange.mock.lastCall?.[0][0]).toMatchObject({ take: false });
		await fireEvent.change(screen.getByLabelText('Whom for Pump repair'), {
			target: { value: '2' }
		});
		expect(onchange.mock.lastCall?.[0][0]).toMatchObject({ member: who('2') });
	});
});
