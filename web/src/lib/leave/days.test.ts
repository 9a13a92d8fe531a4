import { expect, it } from 'vitest';
import { Formats } from '#lib/format/formats';
import { daysOf } from './days';

const formats = new Formats('Europe/London', 'en-GB');

it('counts the days a leave touches, also where one has 23 or 25 hours', () => {
	expect(daysOf(formats, '2026-07-03T23:00:00Z', '2026-07-04T23:00:00Z')).toBe(1);
	// The clocks go forward on 29 March and back on 25 October.
	expect(daysOf(formats, '2026-03-28T00:00:00Z', '2026-03-29T23:00:00Z')).toBe(2);
	expect(daysOf(formats, '2026-10-23T23:00:00Z', '2026-10-27T00:00:00Z')).toBe(3);
});
