import { describe, expect, it } from 'vitest';
import { sites as words } from '#lib/i18n/en/sites';
import { checkPosition, siteKind } from './kind';

const { bothNeeded: both, badNumber: number } = words.fields;
const at = (latitude: string, longitude: string) =>
	checkPosition({ ...siteKind.empty, latitude, longitude });

describe('a position', () => {
	it.each([
		['', '', {}],
		['41.8', '-87.6', {}],
		['41.8', '', { longitude: both }],
		['', '0', { latitude: both }],
		['91', '0', { latitude: number }],
		['0', '-180.5', { longitude: number }],
		['forty', 'one', { latitude: number, longitude: number }]
	])('%j, %j', (latitude, longitude, wrong) => {
		expect(at(latitude, longitude)).toEqual(wrong);
	});
});
