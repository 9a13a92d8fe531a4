import { describe, expect, it } from 'vitest';
import { areasOf, EVERYTHING, patternsOf, webhookKind } from './kind';

const { check, empty } = webhookKind(() => undefined);

describe('a webhook as a form', () => {
	it('tells about areas, each once', () => {
		expect(areasOf(['member.added', 'job.created', 'job.closed'])).toEqual([
			'job.*',
			'member.*'
		]);
		expect(patternsOf('job.*\nmember.*')).toEqual(['job.*', 'member.*']);
	});

	it('begins with everything', () => {
		expect(empty.actions).toBe(EVERYTHING);
	});

	it('wants https and something to tell', () => {
		expect(check?.({ name: 'x', url: 'http://a.example', actions: '' })).toEqual({
			url: 'The address has to begin with https://.',
			actions: 'Choose at least one.'
		});
		expect(check?.({ name: 'x', url: 'https://a.example/in', actions: 'job.*' })).toEqual({});
	});
});
