import { t } from '#lib/i18n';

/** The pages about members as such, side by side for those who may open them. */
export const peopleTabs = [
	{ value: 'members', label: t.shell.members, href: '/members', permission: 'members.read' },
	{
		value: 'fields',
		label: t.shell.memberFields,
		href: '/members/fields',
		permission: 'people.setup'
	},
	{ value: 'ranks', label: t.shell.ranks, href: '/members/ranks', permission: 'people.setup' },
	{
		value: 'competencies',
		label: t.shell.competencies,
		href: '/members/competencies',
		permission: 'competencies.write'
	},
	{
		value: 'working-rules',
		label: t.shell.workingRules,
		href: '/members/working-rules',
		permission: 'working_rules.write'
	}
] as const;
