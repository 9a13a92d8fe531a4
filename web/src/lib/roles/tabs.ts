import { t } from '#lib/i18n';

/** The pages about roles, which stand side by side. */
export const roleTabs = [
	{ value: 'list', label: t.roles.list, href: '/roles' },
	{ value: 'compare', label: t.roles.compare, href: '/roles?view=compare' },
	{ value: 'reviews', label: t.roles.reviews, href: '/reviews' }
] as const;
