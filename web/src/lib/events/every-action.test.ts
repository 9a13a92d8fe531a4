import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { events } from '#lib/i18n/en/events';

/** Made from the server's own list: what an organisation's log can hold. */
const catalogue = readFileSync('../docs/event-catalogue.md', 'utf8');
const actions = [...catalogue.matchAll(/^\| organisation \| `([^`]+)` \|/gm)].map(
	([, action]) => action as string
);

describe('the words of the log', () => {
	it('reads the catalogue', () => {
		expect(actions.length).toBeGreaterThan(100);
		expect(actions).toContain('job.created');
	});

	it('has words for every action that the log can hold', () => {
		expect(actions.filter((action) => !Object.hasOwn(events.action, action))).toEqual([]);
	});
});
