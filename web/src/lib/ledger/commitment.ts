/**
 * An entry names what changed only by SHA-256(salt ‖ detail). Whoever holds salt and detail can check
 * them against the entry; once the salt is destroyed the log still verifies and tells nothing.
 */

import { concat, equal, type Bytes } from './bytes';
import { sha256 } from './hash';

export async function commits(commitment: Bytes, salt: Bytes, detail: Bytes): Promise<boolean> {
	return equal(commitment, await sha256(concat(salt, detail)));
}
