/** A QR code as one path of an SVG: drawn here, asked of nobody. */

import { encode } from 'uqr';

export interface QrPath {
	/** Modules along one side, the quiet border included. */
	size: number;
	path: string;
}

export function qrPath(text: string): QrPath {
	const { data, size } = encode(text, { ecc: 'M', border: 2 });
	let path = '';
	data.forEach((row, y) => {
		for (let x = 0; x < size; x++) {
			if (!row[x]) continue;
			let end = x;
			while (row[end]) end++;
			path += `M${x} ${y}h${end - x}v1H${x}z`;
			x = end;
		}
	});
	return { size, path };
}

/** A secret in groups of four, as it is read aloud and typed. */
export function grouped(secret: string): string {
	return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}
