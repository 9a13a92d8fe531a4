/** The permissions a token may be given, in the groups they are shown in. Pure. */

export interface Offer {
	name: string;
	/** What it allows, for people. */
	meaning: string;
}
export interface OfferGroup {
	area: string;
	offers: Offer[];
}

/** What somebody may lend, by area, in the order they come. */
export function offered(
	lendable: readonly string[],
	known: readonly { name: string; meaning: string }[]
): OfferGroup[] {
	const meanings = new Map(known.map(({ name, meaning }) => [name, meaning]));
	const groups = new Map<string, Offer[]>();
	for (const name of lendable) {
		const area = name.split('.', 1)[0] ?? name;
		const offer = { name, meaning: meanings.get(name) ?? plain(name) };
		groups.set(area, [...(groups.get(area) ?? []), offer]);
	}
	return [...groups].map(([area, offers]) => ({ area, offers }));
}

function plain(name: string): string {
	const text = name.replaceAll(/[._]/g, ' ');
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export type TokenState = 'live' | 'soon' | 'expired' | 'revoked';
const SOON = 7 * 86_400_000;

export function stateOf(
	token: { expires_at: string; revoked_at: string | null },
	now: Date
): TokenState {
	if (token.revoked_at) return 'revoked';
	const left = new Date(token.expires_at).getTime() - now.getTime();
	if (left <= 0) return 'expired';
	return left < SOON ? 'soon' : 'live';
}
