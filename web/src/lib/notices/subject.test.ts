import { describe, expect, it } from 'vitest';
import type { NoticeKind } from '#lib/api';
import { hrefOf } from './subject';

const of = (subject: string, kind: NoticeKind = 'assignment-given') =>
	hrefOf({ kind, subject: { kind: subject, id: 'x_1' } });

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

	it("leads to one's own certificates, and to those of whom one answers for", () => {
		expect(of('certificate', 'certificate')).toBe('/my-work/certificates');
		expect(of('member', 'certificate')).toBe('/members/x_1#certificates');
		expect(of('member')).toBe('/members/x_1');
	});

	it('leads to where it is answered', () => {
		expect(of('event_session', 'place-offered')).toBe('/my-work');
		expect(of('event_session', 'swap')).toBe('/my-work');
		expect(of('call_out', 'place-got')).toBe('/my-work');
	});

	it('leads nowhere where there is no more to see', () => {
		expect(of('call_out', 'call-out')).toBeNull();
		expect(of('something_new')).toBeNull();
	});
});
