import { memberFields as memberFieldsWords } from '#lib/i18n/en/member-fields';
import { members as membersWords } from '#lib/i18n/en/members';
import { ranks as ranksWords } from '#lib/i18n/en/ranks';

/** The pages about members as such, which stand side by side for those who set them up. */
export const peopleTabs = [
	{ value: 'members', label: membersWords.title, href: '/members' },
	{ value: 'fields', label: memberFieldsWords.title, href: '/members/fields' },
	{ value: 'ranks', label: ranksWords.title, href: '/members/ranks' }
] as const;
