import { expect, it } from 'vitest';
import { spanOfDays } from './calendar-day';

it('a span says the year once where it is one', () => {
	expect(spanOfDays('2027-03-05', '2027-03-26', 'en-GB')).toBe('5 Mar – 26 Mar 2027');
	expect(spanOfDays('2026-12-30', '2027-01-02', 'en-GB')).toBe('30 Dec 2026 – 2 Jan 2027');
	expect(spanOfDays('2027-03-05', '2027-03-05', 'en-GB')).toBe('5 Mar 2027');
});
