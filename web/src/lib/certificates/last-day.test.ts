import { expect, it } from 'vitest';
import { lastDay } from './last-day';

it('a certificate lasts until the day before the same day of its last month', () => {
	expect(lastDay('2026-03-10', 36)).toBe('2029-03-09');
	expect(lastDay('2026-01-01', 12)).toBe('2026-12-31');
});

it('ends with a month that is too short for its day', () => {
	expect(lastDay('2026-01-31', 1)).toBe('2026-02-28');
	expect(lastDay('2028-01-31', 1)).toBe('2028-02-29');
});

it('does not end where nothing says so', () => {
	expect(lastDay('2026-03-10', null)).toBe('');
	expect(lastDay('', 12)).toBe('');
});
