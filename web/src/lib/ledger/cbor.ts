/**
 * The part of CBOR (RFC 8949) that log entries are written in: unsigned integers, byte strings, text,
 * arrays and null, each in its shortest form. Whatever else turns up is refused, so that there is
 * exactly one way to write an entry and nothing to disagree about.
 */

import { text, type Bytes } from './bytes';

export type Cbor = number | string | Bytes | null | readonly Cbor[];

const UNSIGNED = 0;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const NULL = 0xf6;

/** An entry is an array of arrays of pairs; deeper nesting is not one of ours. */
const DEEPEST = 4;

export class CborError extends Error {
	override name = 'CborError';
}

/** Reads exactly one value that takes up all of `bytes`. */
export function decodeCbor(bytes: Bytes): Cbor {
	const reader = new Reader(bytes);
	const value = reader.value(0);
	reader.end();
	return value;
}

class Reader {
	private at = 0;
	private readonly view: DataView;

	constructor(private readonly bytes: Bytes) {
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	value(depth: number): Cbor {
		if (depth > DEEPEST) throw new CborError('nested too deep');
		const head = this.byte();
		if (head === NULL) return null;
		const argument = this.argument(head & 0x1f);
		switch (head >> 5) {
			case UNSIGNED:
				return argument;
			case BYTES:
				return this.take(argument);
			case TEXT:
				return this.text(argument);
			case ARRAY:
				return this.array(argument, depth);
			default:
				throw new CborError(`type ${head >> 5} has no place in an entry`);
		}
	}

	end(): void {
		if (this.at !== this.bytes.length) throw new CborError('bytes left over');
	}

	private argument(short: number): number {
		if (short < 24) return short;
		if (short > 27) throw new CborError('indefinite or reserved length');
		const width = 1 << (short - 24);
		const wide = this.unsigned(width);
		const least = width === 1 ? 24n : 1n << BigInt(width * 4);
		if (wide < least) throw new CborError('integer not in its shortest form');
		if (wide > BigInt(Number.MAX_SAFE_INTEGER)) throw new CborError('integer too large');
		return Number(wide);
	}

	private unsigned(width: number): bigint {
		let value = 0n;
		for (const byte of this.take(width)) value = (value << 8n) | BigInt(byte);
		return value;
	}

	private text(length: number): string {
		try {
			return text(this.take(length));
		} catch (cause) {
			if (cause instanceof CborError) throw cause;
			throw new CborError('text is not UTF-8', { cause });
		}
	}

	private array(length: number, depth: number): Cbor[] {
		// Each element takes at least a byte: a length beyond the end must not reserve memory.
		if (length > this.bytes.length - this.at) throw new CborError('cut off');
		return Array.from({ length }, () => this.value(depth + 1));
	}

	private byte(): number {
		if (this.at >= this.bytes.length) throw new CborError('cut off');
		return this.view.getUint8(this.at++);
	}

	private take(length: number): Bytes {
		if (length > this.bytes.length - this.at) throw new CborError('cut off');
		return this.bytes.slice(this.at, (this.at += length));
	}
}
