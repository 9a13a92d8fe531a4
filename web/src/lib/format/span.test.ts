import { describe, expect, it } from 'vitest';
import { Formats } from './formats';
import { formatsOf, spanText } from './span';

const london = new Formats('Europe/London', 'en-GB');
const now = new Date('2026-06-01T00:00:00Z');
const text = (start: string, end: string, formats = london) => spanText(formats, start, end, now);

describe('a span', () => {
	it('names its day once', () => {
		expect(text('2026-07-04T17:00:00Z', '2026-07-04T21:00:00Z')).toBe(
			'Sat 4 Jul, 18:00 – 22:00'
		);
	});

	it('names both days across midnight, and ends a day at 24:00', () => {
		expect(text('2026-07-04T20:00:00Z', '2026-07-05T01:00:00Z')).toBe(
			'Sat 4 Jul, 21:00 – Sun 5 Jul, 02:00'
		);
		expect(text('2026-07-04T20:00:00Z', '2026-07-04T23:00:00Z')).toBe(
			'Sat 4 Jul, 21:00 – 24:00'
		);
	});

	it('is told in the zone of its place', () => {
		const berlin = formatsOf('Europe/Berlin', london);
		expect(text('2026-07-04T17:00:00Z', '2026-07-04T21:00:00Z', berlin)).toContain('19:00');
	});
});
