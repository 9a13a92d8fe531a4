import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { grouped, qrPath } from './qr';

/** The modules that a path fills, read back from its rectangles. */
function filled({ size, path }: ReturnType<typeof qrPath>): boolean[][] {
	const cells = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
	for (const [, x, y, wide] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
		for (let at = 0; at < Number(wide); at++) {
			const row = cells[Number(y)];
			if (row) row[Number(x) + at] = true;
		}
	}
	return cells;
}

describe('a QR code', () => {
	it('is drawn module by module as it was encoded', () => {
		const text =
			'otpauth://totp/Muster:ada%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Muster';
		const drawn = qrPath(text);
		expect(filled(drawn)).toEqual(encode(text, { ecc: 'M', border: 2 }).data);
	});
});

it('a secret is shown in groups of four', () => {
	expect(grouped('JBSWY3DPEH')).toBe('JBSW Y3DP EH');
});
