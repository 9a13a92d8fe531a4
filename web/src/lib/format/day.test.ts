import { describe, expect, it } from 'vitest';
import { endOfDay, startOfDay, today } from './day';
import { Formats } from './formats';

const chicago = new Formats('America/Chicago', 'en-GB');

describe('days of an organisation', () => {
	it('begin at its own midnight, also when the clocks change', () => {
		expect(startOfDay(chicago, '2026-07-01')).toBe('2026-07-01T05:00:00.000Z');
		expect(startOfDay(chicago, '2026-11-01')).toBe('2026-11-01T05:00:00.000Z');
		expect(endOfDay(chicago, '2026-11-01')).toBe('2026-11-02T06:00:00.000Z');
		expect(today(chicago, new Date('2026-07-01T03:00:00Z'))).toBe('2026-06-30T05:00:00.000Z');
	});

	it('are nothing when nothing was typed', () => {
		expect(startOfDay(chicago, '')).toBeNull();
		expect(endOfDay(chicago, '')).toBeNull();
	});
});
