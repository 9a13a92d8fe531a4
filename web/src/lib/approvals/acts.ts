import { approvals as approvalsWords } from '#lib/i18n/en/approvals';

/** Where what an act changes can be seen as it is now. */
const PAGES: Record<string, string> = {
	weaken_policy: '/security/policy',
	weaken_networks: '/security/networks',
	weaken_single_sign_on: '/security/single-sign-on',
	shorten_retention: '/audit/retention'
};

/** What kind of act waits, in words; null for one of a later server. */
export function actOf(act: string): { words: string; href: string | null } | null {
	const words = Object.hasOwn(approvalsWords.acts, act) ? approvalsWords.acts[act] : undefined;
	return words ? { words, href: PAGES[act] ?? null } : null;
}
