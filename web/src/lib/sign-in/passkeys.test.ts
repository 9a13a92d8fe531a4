import { describe, expect, it } from 'vitest';
import { creationOf, requestOf, toBytes, toText } from './passkeys';

describe('bytes as base64url', () => {
	it('go there and back, whatever they are', () => {
		for (let length = 0; length < 70; length++) {
			const bytes = Uint8Array.from({ length }, (_, at) => (at * 151 + length) % 256);
			const text = toText(bytes.buffer);
			expect(text).toMatch(/^[\w-]*$/);
			expect([...toBytes(text)]).toEqual([...bytes]);
		}
	});
});

describe('options of the server', () => {
	it('ask for a proof by the person, not only by the key', () => {
		const challenge = toText(Uint8Array.of(255, 0, 62, 63).buffer);
		const options = requestOf({ challenge, rpId: 'muster.example', allowCredentials: [] });
		expect([...(options.challenge as Uint8Array)]).toEqual([255, 0, 62, 63]);
		expect(options.userVerification).toBe('required');
		expect(options.rpId).toBe('muster.example');
	});

	it('make a passkey for the person and name those there are', () => {
		const options = creationOf({
			challenge: 'AAEC',
			rp: { id: 'muster.example', name: 'Muster' },
			user: { id: 'AQ', name: 'ada@example.org', displayName: 'Ada' },
			pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
			excludeCredentials: [{ type: 'public-key', id: 'Ag', transports: ['internal'] }]
		});
		expect([...(options.user.id as Uint8Array)]).toEqual([1]);
		expect(options.excludeCredentials).toEqual([
			{ type: 'public-key', id: Uint8Array.of(2), transports: ['internal'] }
		]);
	});
});
