import { expect, it } from 'vitest';
import type { Finding } from '#lib/roster/awaited';
import { wayIn } from './book';

const block = (rule: string): Finding => ({ rule, effect: 'block', says: '' });
const warn: Finding = { rule: 'rest', effect: 'warn', says: '' };

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
