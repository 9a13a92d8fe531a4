import { expect, it } from 'vitest';
import { ruleOf } from './repeat';

it('a session repeats on its own weekday', () => {
	expect(ruleOf('no', '2026-11-28T19:00')).toBeNull();
	expect(ruleOf('DAILY', '2026-11-28T19:00')).toBe('FREQ=DAILY');
	expect(ruleOf('WEEKLY', '2026-11-28T19:00')).toBe('FREQ=WEEKLY;BYDAY=SA');
	expect(ruleOf('FORTNIGHTLY', '2026-11-29T19:00')).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU');
});

it('and in a month on the same one of its weekdays, the fifth being the last', () => {
	expect(ruleOf('MONTHLY', '2026-11-14T19:00')).toBe('FREQ=MONTHLY;BYDAY=2SA');
	expect(ruleOf('MONTHLY', '2026-10-31T19:00')).toBe('FREQ=MONTHLY;BYDAY=-1SA');
	expect(ruleOf('MONTHLY', '')).toBeNull();
});
