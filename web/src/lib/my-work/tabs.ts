import { t } from '#lib/i18n';

/** A member's own pages, side by side. */
export const myTabs = [
	{
		value: 'work',
		label: t.shell.mine.work,
		href: '/my-work',
		permission: 'assignments.answer'
	},
	{
		value: 'hours',
		label: t.shell.hours,
		href: '/my-work/hours',
		permission: 'hours.confirm'
	},
	{
		value: 'availability',
		label: t.shell.mine.availability,
		href: '/my-work/availability',
		permission: 'availability.write'
	},
	{ value: 'leave', label: t.shell.leave, href: '/my-work/leave', permission: 'leave.write' },
	{
		value: 'certificates',
		label: t.shell.mine.certificates,
		href: '/my-work/certificates',
		permission: 'certificates.write'
	},
	{
		value: 'expenses',
		label: t.shell.mine.expenses,
		href: '/my-work/expenses',
		permission: 'expenses.claim'
	},
	{
		value: 'calendar',
		label: t.shell.mine.calendar,
		href: '/my-work/calendar',
		permission: 'feeds.use'
	}
] as const;
