/**
 * What this browser remembers of each organisation's log: the last checkpoint it found good and the key it
 * was signed with. All of it is public. It is the anchor that a rewritten log cannot move, for the server
 * never sees it.
 */

export interface Remembered {
	/** The verifier key as first seen, `name+id+key`. Later checkpoints must be signed by the same. */
	key: string;
	/** The signed note, kept whole: should the log ever fork, it is the evidence. */
	note: string;
	size: number;
	/** Base64. */
	root: string;
	/** When this browser checked it, RFC 3339. */
	verified_at: string;
}

export interface Memory {
	recall(organisation: string): Remembered | null;
	remember(organisation: string, head: Remembered): void;
	forget(organisation: string): void;
}

const PREFIX = 'muster.log.';

export function browserMemory(storage: Storage = localStorage): Memory {
	return {
		recall(organisation) {
			const stored = storage.getItem(PREFIX + organisation);
			return stored === null ? null : parse(stored);
		},
		remember(organisation, head) {
			storage.setItem(PREFIX + organisation, JSON.stringify(head));
		},
		forget(organisation) {
			storage.removeItem(PREFIX + organisation);
		}
	};
}

/** A memory that cannot be read is no memory: the next check starts over and says so. */
function parse(stored: string): Remembered | null {
	try {
		const { key, note, size, root, verified_at } = JSON.parse(stored) as Record<
			string,
			unknown
		>;
		if (typeof key !== 'string' || typeof note !== 'string' || typeof root !== 'string')
			return null;
		if (typeof size !== 'number' || typeof verified_at !== 'string') return null;
		return { key, note, size, root, verified_at };
	} catch {
		return null;
	}
}
