import type { Address } from '#lib/api';

/** Town with its postcode and region, as one says it. */
export function placeLine({ postcode, locality, region }: Address): string {
	return [[postcode, locality].filter(Boolean).join(' '), region].filter(Boolean).join(', ');
}

/** The whole address on one line. */
export function addressLine(address: Address): string {
	return [...address.lines, placeLine(address), address.country].filter(Boolean).join(', ');
}

/** The whole address as on an envelope. */
export function addressBlock(address: Address): string {
	return [...address.lines, placeLine(address), address.country].filter(Boolean).join('\n');
}
