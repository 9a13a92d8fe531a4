import { expect, it } from 'vitest';
import { actsOf } from './look';

it('the next step of a visit stands apart from the others', () => {
	expect(actsOf(['accepted', 'declined'], 'sent')).toEqual({
		next: 'accepted',
		others: ['declined']
	});
	expect(actsOf(['travelling', 'on_site', 'aborted'], 'accepted')).toEqual({
		next: 'travelling',
		others: ['on_site', 'aborted']
	});
	expect(actsOf(['paused', 'done', 'aborted'], 'on_site').next).toBe('done');
	expect(actsOf(['resumed', 'aborted'], 'paused').next).toBe('resumed');
	expect(actsOf(['recalled', 'change'], 'planned')).toEqual({ next: undefined, others: [] });
});
