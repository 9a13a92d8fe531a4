import { planningImports as words } from '#lib/i18n/en/planning-imports';

export const importTabs = [
	{ value: 'jobs', label: words.jobs, href: '/imports' },
	{ value: 'plans', label: words.plans, href: '/imports/plans' }
] as const;
