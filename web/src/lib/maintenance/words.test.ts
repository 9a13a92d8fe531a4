import { expect, it } from 'vitest';
import { assetTarget } from './sample';
import { ruleWords, targetWords } from './words';

const words = (rule: string, basis: 'plan' | 'completion' = 'plan') =>
	ruleWords({ rule, first_date: '2027-03-12', basis }, 'en-GB');

it('a rule is said as people say it', () => {
	expect(words('FREQ=YEARLY')).toBe('Every year on 12 March');
	expect(words('FREQ=MONTHLY;INTERVAL=6')).toBe('Every 6 months on the 12th');
	expect(words('FREQ=MONTHLY;BYDAY=2FR')).toBe('Every month on the second Friday');
	expect(words('FREQ=MONTHLY;BYMONTHDAY=-1')).toBe('Every month on the last day');
	expect(words('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH')).toBe(
		'Every 2 weeks on Monday and Thursday'
	);
	expect(words('FREQ=DAILY;INTERVAL=10')).toBe('Every 10 days');
});

it('what counts from when it was done has no day of its own', () => {
	expect(words('FREQ=MONTHLY', 'completion')).toBe('1 month after it was last done');
});

it('a rule that the form cannot say is shown as it is', () => {
	expect(words('FREQ=YEARLY;BYMONTH=3,9')).toBe('By the rule FREQ=YEARLY;BYMONTH=3,9');
});

it('names the first of several', () => {
	const one = assetTarget('ast_a', 'Boiler 1');
	expect(targetWords([])).toBe('');
	expect(targetWords([one])).toBe('Boiler 1');
	expect(targetWords([one, one, one])).toBe('Boiler 1 and 2 more');
	expect(targetWords([{ ...one, asset: null }])).toBe('An asset you do not see');
});
