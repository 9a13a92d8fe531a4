import { expect, it } from 'vitest';
import type { Finding } from '#lib/api';
import { wayIn } from './book';

const bare = { says: '', about: null, from: null, until: null };
const block = (rule: Finding['rule']): Finding => ({ ...bare, rule, effect: 'block' });
const warn: Finding = { ...bare, rule: 'rest', effect: 'warn' };

it('a place that is only full can be waited for', () => {
	expect(wayIn('refused', [block('full')], true)).toBe('wait');
	expect(wayIn('clear', [], true)).toBe('wait');
});

it('one that a rule forbids cannot, full or not', () => {
	expect(wayIn('refused', [block('full'), block('clash')], true)).toBe('none');
	expect(wayIn('refused', [block('lacks-competency')], false)).toBe('none');
});

it('a warning does not keep anybody from it', () => {
	expect(wayIn('warned', [warn], false)).toBe('take');
	expect(wayIn('clear', [], false)).toBe('take');
});
