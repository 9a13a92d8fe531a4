import { describe, expect, it } from 'vitest';
import { Formats } from '#lib/format/formats';
import { actionWords, fieldWords, valueWords } from './words';

const formats = new Formats('Europe/Berlin', 'en-GB');

describe('events in words', () => {
	it('says known things well and unknown things understandably', () => {
		expect(actionWords('job.created')).toBe('created the job');
		expect(actionWords('key.rotated_now')).toBe('key: rotated now');
		expect(actionWords('constructor')).toBe('constructor');
		expect(fieldWords('target_at')).toBe('Target time');
		expect(fieldWords('access_notes')).toBe('Access notes');
	});

	it('reads values as a person would', () => {
		expect(valueWords('status', 'on_hold', formats)).toBe('On hold');
		expect(valueWords('hold.reason', 'parts', formats)).toBe('Waiting for parts');
		expect(valueWords('target_at', '2026-11-21T04:22:00.000Z', formats)).toBe(
			'21 Nov 2026, 05:22'
		);
		expect(valueWords('customer', { id: 'cus_1', name: 'Alder House' }, formats)).toBe(
			'Alder House'
		);
		expect(valueWords('roles', ['owner', 'auditor'], formats)).toBe('owner, auditor');
		expect(valueWords('title', '', formats)).toBeNull();
		expect(valueWords('draft', false, formats)).toBe('No');
	});
});
