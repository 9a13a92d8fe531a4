import { describe, expect, it } from 'vitest';
import { usualUntil } from './until';

const now = Date.parse('2026-11-21T10:02:00Z');

describe('until when answers count', () => {
	it('is an hour where there is time, on a round minute', () => {
		expect(usualUntil('2026-11-22T10:00:00Z', now)).toBe('2026-11-21T11:05:00.000Z');
	});

	it('is half the time that is left, and never past the beginning', () => {
		expect(usualUntil('2026-11-21T10:42:00Z', now)).toBe('2026-11-21T10:25:00.000Z');
		expect(usualUntil('2026-11-21T10:04:00Z', now)).toBe('2026-11-21T10:03:00.000Z');
	});
});
