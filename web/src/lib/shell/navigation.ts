import BellRing from '@lucide/svelte/icons/bell-ring';
import Building2 from '@lucide/svelte/icons/building-2';
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import Briefcase from '@lucide/svelte/icons/briefcase';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Clock from '@lucide/svelte/icons/clock';
import ContactRound from '@lucide/svelte/icons/contact-round';
import FileUp from '@lucide/svelte/icons/file-up';
import FolderTree from '@lucide/svelte/icons/folder-tree';
import KeyRound from '@lucide/svelte/icons/key-round';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Mail from '@lucide/svelte/icons/mail';
import LogIn from '@lucide/svelte/icons/log-in';
import MailPlus from '@lucide/svelte/icons/mail-plus';
import MapPin from '@lucide/svelte/icons/map-pin';
import Scale from '@lucide/svelte/icons/scale';
import Network from '@lucide/svelte/icons/network';
import OctagonX from '@lucide/svelte/icons/octagon-x';
import Package from '@lucide/svelte/icons/package';
import Route from '@lucide/svelte/icons/route';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Siren from '@lucide/svelte/icons/siren';
import TreePalm from '@lucide/svelte/icons/tree-palm';
import UserCheck from '@lucide/svelte/icons/user-check';
import Users from '@lucide/svelte/icons/users';
import Webhook from '@lucide/svelte/icons/webhook';
import Wrench from '@lucide/svelte/icons/wrench';
import type { Component } from 'svelte';
import type { Permission } from '#lib/api';
import { t } from '#lib/i18n';

export interface NavigationItem {
	href: string;
	label: string;
	icon: Component<{ class?: string }>;
	/** Shown only to those whose grants include it. */
	permission?: Permission;
	/** Other paths that belong to it. */
	also?: readonly string[];
	group: 'work' | 'people' | 'security';
	/** How many new things wait there. */
	count?: 'approvals' | 'alerts';
}

export const navigation: NavigationItem[] = [
	{ href: '/', label: t.shell.overview, icon: LayoutDashboard, group: 'work' },
	{
		href: '/board',
		label: t.shell.board,
		icon: CalendarRange,
		permission: 'board.read',
		group: 'work'
	},
	{
		href: '/my-work',
		label: t.shell.myWork,
		icon: Briefcase,
		permission: 'assignments.answer',
		group: 'work'
	},
	{
		href: '/events',
		label: t.shell.events,
		icon: CalendarDays,
		permission: 'events.read',
		also: ['/event-sessions'],
		group: 'work'
	},
	{
		href: '/call-outs',
		label: t.shell.callOuts,
		icon: Siren,
		permission: 'call_outs.read',
		group: 'work'
	},
	{
		href: '/jobs',
		label: t.shell.jobs,
		icon: ClipboardList,
		permission: 'jobs.read',
		group: 'work'
	},
	{
		href: '/visits',
		label: t.shell.visits,
		icon: Route,
		permission: 'visits.read',
		group: 'work'
	},
	{
		href: '/customers',
		label: t.shell.customers,
		icon: Building2,
		permission: 'customers.read',
		group: 'work'
	},
	{ href: '/sites', label: t.shell.sites, icon: MapPin, permission: 'sites.read', group: 'work' },
	{
		href: '/assets',
		label: t.shell.assets,
		icon: Package,
		permission: 'assets.read',
		group: 'work'
	},
	{
		href: '/maintenance',
		label: t.shell.maintenance,
		icon: Wrench,
		permission: 'maintenance.read',
		group: 'work'
	},
	{
		href: '/hours',
		label: t.shell.hours,
		icon: Clock,
		permission: 'hours.approve',
		group: 'work'
	},
	{
		href: '/imports',
		label: t.shell.imports,
		icon: FileUp,
		permission: 'imports.run',
		group: 'work'
	},
	{
		href: '/members',
		label: t.shell.members,
		icon: Users,
		permission: 'members.read',
		group: 'people'
	},
	{
		href: '/units',
		label: t.shell.units,
		icon: FolderTree,
		permission: 'units.read',
		group: 'people'
	},
	{
		href: '/announcements',
		label: t.shell.announcements,
		icon: Megaphone,
		permission: 'announcements.read',
		group: 'people'
	},
	{
		href: '/leave',
		label: t.shell.leave,
		icon: TreePalm,
		permission: 'leave.decide',
		group: 'people'
	},
	{
		href: '/contacts',
		label: t.shell.contacts,
		icon: ContactRound,
		permission: 'contacts.read',
		group: 'people'
	},
	{
		href: '/invitations',
		label: t.shell.invitations,
		icon: MailPlus,
		permission: 'invitations.read',
		group: 'people'
	},
	{
		href: '/roles',
		label: t.shell.roles,
		icon: Scale,
		permission: 'roles.read',
		also: ['/reviews'],
		group: 'people'
	},
	{
		href: '/approvals',
		label: t.shell.approvals,
		icon: UserCheck,
		permission: 'approvals.decide',
		group: 'people',
		count: 'approvals'
	},
	{
		href: '/audit',
		label: t.shell.audit,
		icon: ShieldCheck,
		permission: 'audit.read',
		group: 'security'
	},
	{
		href: '/security/alerts',
		label: t.shell.alerts,
		icon: BellRing,
		permission: 'audit.read',
		group: 'security',
		count: 'alerts'
	},
	{
		href: '/security/policy',
		label: t.shell.policy,
		icon: LockKeyhole,
		permission: 'policy.read',
		group: 'security'
	},
	{
		href: '/security/single-sign-on',
		label: t.shell.singleSignOn,
		icon: LogIn,
		permission: 'policy.read',
		group: 'security'
	},
	{
		href: '/security/networks',
		label: t.shell.networks,
		icon: Network,
		permission: 'networks.read',
		group: 'security'
	},
	{
		href: '/security/tokens',
		label: t.shell.tokens,
		icon: KeyRound,
		permission: 'tokens.read',
		group: 'security'
	},
	{
		href: '/security/webhooks',
		label: t.shell.webhooks,
		icon: Webhook,
		permission: 'webhooks.read',
		group: 'security'
	},
	{
		href: '/security/support',
		label: t.shell.support,
		icon: LifeBuoy,
		permission: 'support.read',
		group: 'security'
	},
	{
		href: '/security/mail',
		label: t.shell.mail,
		icon: Mail,
		permission: 'mail.read',
		group: 'security'
	},
	{
		href: '/security/deletion',
		label: t.shell.deletion,
		icon: OctagonX,
		permission: 'organisation.delete',
		group: 'security'
	}
];

type Can = (permission: Permission) => boolean;

/** Members who serve and plan nobody: they start at their own work, and have no overview. */
export function servesOnly(can: Can): boolean {
	return can('assignments.answer') && !can('board.read');
}

/** What somebody finds in the menus. */
export function navigationFor(can: Can): NavigationItem[] {
	return navigation.filter(
		({ href, permission }) =>
			(!permission || can(permission)) && (href !== '/' || !servesOnly(can))
	);
}

/** The part of the app a path belongs to, where it needs a permission. */
export function permissionFor(pathname: string): Permission | undefined {
	return navigation.find((item) => isCurrent(item, pathname))?.permission;
}

export function isCurrent(item: NavigationItem, pathname: string): boolean {
	if (item.href === '/') return pathname === '/';
	return [item.href, ...(item.also ?? [])].some(
		(href) => pathname === href || pathname.startsWith(`${href}/`)
	);
}
