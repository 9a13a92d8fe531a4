import { roles as words } from '#lib/i18n/en/roles';

/** The pages about roles, which stand side by side. */
export const roleTabs = [
	{ value: 'list', label: words.list, href: '/roles' },
	{ value: 'compare', label: words.compare, href: '/roles?view=compare' },
	{ value: 'reviews', label: words.reviews, href: '/reviews' }
] as const;
