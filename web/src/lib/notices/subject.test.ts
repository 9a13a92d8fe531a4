import { describe, expect, it } from 'vitest';
import { hrefOf } from './subject';

const of = (kind: string) => hrefOf({ subject: { kind, id: 'x_1' } });

describe('where a notice leads', () => {
	it('leads to the thing itself where it has a page', () => {
		expect(of('visit')).toBe('/visits/x_1');
		expect(of('event_session')).toBe('/event-sessions/x_1');
		expect(of('announcement')).toBe('/notices/announcements/x_1');
	});

	it("leads to one's own pages for what is one's own", () => {
		expect(of('assignment')).toBe('/my-work');
		expect(of('leave')).toBe('/my-work/leave');
	});

	it('leads nowhere where there is no more to see', () => {
		expect(of('call_out')).toBeNull();
		expect(of('something_new')).toBeNull();
	});
});
