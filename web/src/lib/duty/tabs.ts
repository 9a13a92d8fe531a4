import { duty as words } from '#lib/i18n/en/duty';

export const eventTabs = [
	{ value: 'events', label: words.title, href: '/events' },
	{ value: 'types', label: words.types.title, href: '/events/duty-types' }
] as const;
