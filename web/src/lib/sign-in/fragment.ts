/**
 * The secret of a link from a mail stands behind the `#`, so that it reaches no server's log. It is
 * taken out of the address bar before anything else happens, and lives in memory alone from then on.
 */

const PLACES = ['/join', '/reset', '/call-out'];
let held: string | null = null;

type Place = Pick<Location, 'pathname' | 'search' | 'hash'>;

/** Takes the secret out of the address, if this is a page that expects one. */
export function holdSecret(
	place: Place = location,
	replace: (url: string) => void = (url) => history.replaceState(history.state, '', url)
): void {
	if (!PLACES.includes(place.pathname) || place.hash.length < 2) return;
	held = place.hash.slice(1);
	replace(place.pathname + place.search);
}

/** The secret that was held, for whoever asks first. */
export function takeSecret(): string | null {
	const secret = held;
	held = null;
	return secret;
}
