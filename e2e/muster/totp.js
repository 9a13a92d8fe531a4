/** What an authenticator app does: the code of a secret at this moment (RFC 6238: SHA-1, six digits, thirty seconds). */

import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const STEP = 30;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const stepNow = () => Math.floor(Date.now() / 1000 / STEP);

export class App {
	#key;
	/** The step of the last code: each is good once. */
	#last = 0;

	constructor(secret) {
		this.#key = bytesOf(secret);
	}

	/** A code that was not shown before; waits for the clock when it has to. */
	async code() {
		while (stepNow() <= this.#last) await pause(200);
		this.#last = stepNow();
		return this.#at(this.#last);
	}

	#at(step) {
		const counter = Buffer.alloc(8);
		counter.writeBigUInt64BE(BigInt(step));
		const mac = createHmac('sha1', this.#key).update(counter).digest();
		const from = mac[mac.length - 1] & 15;
		const number = (mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000;
		return String(number).padStart(6, '0');
	}
}

function bytesOf(secret) {
	let [bits, kept] = [0, 0];
	const bytes = [];
	for (const letter of secret.replaceAll(/\s/g, '')) {
		kept = (kept << 5) | LETTERS.indexOf(letter);
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes.push((kept >> bits) & 255);
			kept &= (1 << bits) - 1;
		}
	}
	return Buffer.from(bytes);
}
