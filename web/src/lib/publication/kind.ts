/** To whom signed heads go, as a form. Addresses are one value, a line each. */

import { api, ifMatch, must, type Publication } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { linesOf, notMade } from '#lib/forms/settings';
import { publication as words } from '#lib/i18n/en/publication';

export type PublicationField = 'every' | 'mail' | 'url';
type Values = Record<PublicationField, string | null>;

const MOST_ADDRESSES = 5;

export function check({ every, mail, url }: Values): Partial<Record<PublicationField, string>> {
	const wrong: Partial<Record<PublicationField, string>> = {};
	const addresses = linesOf(mail);
	const bad = addresses.find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address));
	const target = (url ?? '').trim();
	if (bad) wrong.mail = words.badMail(bad);
	else if (addresses.length > MOST_ADDRESSES) wrong.mail = words.tooMany;
	else if (every !== 'off' && addresses.length === 0 && !target) wrong.mail = words.nowhere;
	if (target && !/^https:\/\/[^/\s]/i.test(target)) wrong.url = words.badUrl;
	return wrong;
}

/** `made` gets the signing secret, which is told once when an address is set anew. */
export function publicationKind(
	made: (secret: string) => void
): RowKind<Publication, PublicationField> {
	return {
		empty: { every: 'off', mail: '', url: '' },
		needed: [],
		valuesOf: ({ every, mail, url }) => ({ every, mail: mail.join('\n'), url }),
		check,
		create: notMade,
		async change(now, { every, mail, url }) {
			const body = {
				every: (every ?? 'off') as Publication['every'],
				mail: linesOf(mail),
				url: (url ?? '').trim() || null
			};
			const call = api.PUT('/api/v1/audit/publication', { headers: ifMatch(now), body });
			const { secret, ...stored } = await must(call);
			if (secret) made(secret);
			return stored;
		}
	};
}
