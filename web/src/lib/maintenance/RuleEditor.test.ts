import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import RuleEditor from './RuleEditor.svelte';

afterEach(cleanup);

/** The rule and the first day as the form around it would hold them. */
function edit(rule: string, first = '2027-03-12', plainOnly = false) {
	const held = { rule: rule as string | null, first: first as string | null };
	render(RuleEditor, {
		plainOnly,
		errors: {},
		get rule() {
			return held.rule;
		},
		set rule(value) {
			held.rule = value;
		},
		get first() {
			return held.first;
		},
		set first(value) {
			held.first = value;
		}
	});
	return held;
}

it('writes how often into the rule, and nothing that is no number', async () => {
	const held = edit('FREQ=YEARLY');
	const every = screen.getByLabelText('Every');
	await fireEvent.input(every, { target: { value: '2' } });
	expect(held.rule).toBe('FREQ=YEARLY;INTERVAL=2');
	await fireEvent.input(every, { target: { value: '2x' } });
	expect(held.rule).toBe('FREQ=YEARLY;INTERVAL=2');
	expect(screen.getByRole('alert').textContent).toContain('whole number');
});

it('keeps the weekday of a month when the first day moves', async () => {
	const held = edit('FREQ=MONTHLY;BYDAY=2FR');
	await fireEvent.input(screen.getByLabelText(/First due/), { target: { value: '2027-03-18' } });
	expect([held.first, held.rule]).toEqual(['2027-03-18', 'FREQ=MONTHLY;BYDAY=3TH']);
});

it('turns days of the week on, but never all of them off', async () => {
	const held = edit('FREQ=WEEKLY;BYDAY=MO');
	await fireEvent.click(screen.getByLabelText('Thursday'));
	expect(held.rule).toBe('FREQ=WEEKLY;BYDAY=MO,TH');
	cleanup();
	const last = edit('FREQ=WEEKLY;BYDAY=MO');
	await fireEvent.click(screen.getByLabelText('Monday'));
	expect(last.rule).toBe('FREQ=WEEKLY;BYDAY=MO');
});

it('shows a rule it cannot say as it is', () => {
	edit('FREQ=YEARLY;BYMONTH=3,9');
	expect(screen.getByLabelText<HTMLInputElement>(/^Rule/).value).toBe('FREQ=YEARLY;BYMONTH=3,9');
	expect(screen.queryByLabelText('Every')).toBeNull();
});

it('has no days of a month where it counts from when it was done', () => {
	edit('FREQ=MONTHLY', '2027-03-12', true);
	expect(screen.queryByLabelText('On which day')).toBeNull();
});
