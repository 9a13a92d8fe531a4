import { describe, expect, it } from 'vitest';
import { choicesOf, fieldKind, keyOf } from './kind';

describe('the column name that a name suggests', () => {
	it.each([
		['Driving licence', 'driving-licence'],
		['  Führerschein (Klasse)  ', 'fuhrerschein-klasse'],
		['Größe 2', 'gro-e-2'],
		['—', ''],
		['a'.repeat(39) + ' b', 'a'.repeat(39)]
	])('%s', (label, key) => expect(keyOf(label)).toBe(key));
});

describe('a field as a form', () => {
	it('takes every choice once, without empty lines', () => {
		expect(choicesOf(' B \n\nC1\nB\n')).toEqual(['B', 'C1']);
	});

	it('says what cannot be sent', () => {
		const values = { ...fieldKind.empty, label: 'Licence', key: 'licence' };
		const wrong = (more: Partial<typeof values>) =>
			Object.keys(fieldKind.check?.({ ...values, ...more }) ?? {});
		expect(wrong({})).toEqual([]);
		for (const key of ['a', '-ab', 'ab-', 'Ab', 'a b', 'a_b', 'a'.repeat(41)])
			expect(wrong({ key }), key).toEqual(['key']);
	});

	it('refuses a choice with nothing to choose when it is sent', async () => {
		const values = { ...fieldKind.empty, label: 'Licence', key: 'licence' };
		const refused = fieldKind.create({ ...values, kind: 'choice', choices: ' \n' }, 'once');
		await expect(refused).rejects.toMatchObject({ errors: [{ field: 'choices' }] });
	});
});
