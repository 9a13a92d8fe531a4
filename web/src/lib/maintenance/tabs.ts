import { maintenance as words } from '#lib/i18n/en/maintenance';

export const maintenanceTabs = [
	{ value: 'plans', label: words.plans, href: '/maintenance' },
	{ value: 'forecast', label: words.forecast, href: '/maintenance/forecast' }
] as const;
