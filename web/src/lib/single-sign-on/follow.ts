/** Leaves for the provider: in place of this page, or in a tab beside it. */
export function followTo(address: string, where: 'here' | 'beside'): void {
	const url = new URL(address);
	// The server says where to; a script for an address would run as ours.
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(url.protocol);
	if (where === 'here') location.assign(url);
	else open(url, '_blank', 'noopener');
}
