import { t } from '#lib/i18n';

/** The pages about members as such, which stand side by side for those who set them up. */
export const peopleTabs = [
	{ value: 'members', label: t.members.title, href: '/members' },
	{ value: 'fields', label: t.memberFields.title, href: '/members/fields' },
	{ value: 'ranks', label: t.ranks.title, href: '/members/ranks' }
] as const;
