import { describe, expect, it } from 'vitest';
import { audienceOf, audienceText, isNobody, NOBODY } from './audience';

const north = { value: 'uni_1', label: 'North' };
const aid = { value: 'com_1', label: 'First aid' };

describe('whom an announcement is for', () => {
	it('is nobody until one is chosen', () => {
		expect(isNobody(NOBODY)).toBe(true);
		expect(isNobody({ ...NOBODY, unit_ids: [north] })).toBe(false);
	});

	it('sends no list that says nothing', () => {
		const chosen = { ...NOBODY, unit_ids: [north], competency_ids: [aid] };
		expect(audienceOf(false, chosen)).toEqual({
			unit_ids: ['uni_1'],
			competency_ids: ['com_1']
		});
		expect(audienceOf(true, chosen)).toEqual({ everybody: true });
	});

	it('says it in words', () => {
		const names: Record<string, string> = {
			uni_1: 'North',
			uni_2: 'South',
			com_1: 'First aid'
		};
		const say = (audience: object) =>
			audienceText(
				{
					everybody: false,
					unit_ids: [],
					rank_ids: [],
					competency_ids: [],
					role_ids: [],
					...audience
				},
				(_, id) => names[id] ?? '?',
				{ everybody: 'Everybody', and: 'and' }
			);
		expect(say({ unit_ids: ['uni_1', 'uni_2'], competency_ids: ['com_1'] })).toBe(
			'North, South and First aid'
		);
		expect(say({ everybody: true })).toBe('Everybody');
	});
});
