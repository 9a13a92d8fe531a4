import { describe, expect, it } from 'vitest';
import { Formats } from './formats';

const chicago = new Formats('America/Chicago', 'en-GB');

describe('dates in the zone of the organisation', () => {
	it('shows the wall clock there, not here', () => {
		expect(chicago.dateTime('2015-03-01T03:15:00.000Z')).toBe('28 Feb 2015, 21:15');
	});

	it('goes from field to instant and back, through winter and summer', () => {
		expect(chicago.fromLocalInput('2015-01-17T14:30')).toBe('2015-01-17T20:30:00.000Z');
		expect(chicago.fromLocalInput('2015-07-17T14:30')).toBe('2015-07-17T19:30:00.000Z');
		for (const typed of ['2015-03-08T01:59', '2015-03-08T03:00', '2015-11-01T00:30']) {
			expect(chicago.toLocalInput(chicago.fromLocalInput(typed))).toBe(typed);
		}
	});

	it('answers a time that does not exist with one that does', () => {
		// 02:30 is skipped in the night of 8 March 2015.
		const instant = chicago.fromLocalInput('2015-03-08T02:30');
		expect(['2015-03-08T07:30:00.000Z', '2015-03-08T08:30:00.000Z']).toContain(instant);
	});

	it('takes an empty field for no time', () => {
		expect(chicago.fromLocalInput('')).toBeNull();
		expect(chicago.toLocalInput(null)).toBe('');
	});

	it('knows midnight by zero hours', () => {
		expect(chicago.toLocalInput('2015-01-17T06:00:00.000Z')).toBe('2015-01-17T00:00');
	});

	it('leaves calendar days alone', () => {
		expect(chicago.day('2015-03-01')).toBe('1 Mar');
		expect(chicago.wholeDay('2015-03-01')).toBe('1 Mar 2015');
		expect(chicago.wholeDay('never')).toBe('never');
	});
});

describe('short forms', () => {
	const now = new Date('2026-11-21T18:00:00Z');

	it('shortens by distance', () => {
		expect(chicago.short('2026-11-21T15:05:00Z', now)).toBe('09:05');
		expect(chicago.short('2026-03-02T15:05:00Z', now)).toBe('2 Mar');
		expect(chicago.short('2015-03-02T15:05:00Z', now)).toBe('2 Mar 2015');
		expect(chicago.short(null, now)).toBe('—');
	});

	it('says how long ago only while that helps', () => {
		expect(chicago.ago('2026-11-21T16:00:00Z', now)).toBe('2 hr ago');
		expect(chicago.ago('2026-10-01T16:00:00Z', now)).toBe('1 Oct');
	});

	it('writes sizes', () => {
		expect(chicago.bytes(0)).toBe('0 bytes');
		expect(chicago.bytes(1)).toBe('1 byte');
		expect(chicago.bytes(1_500_000)).toBe('1.5 MB');
	});
});
