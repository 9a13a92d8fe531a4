/**
 * Proof files (c2sp.org/tlog-proof): that one entry is in the log, checkable with nothing but the log's key.
 * The `extra` line carries the entry as a line of a log export, so that the file alone shows what it proves.
 */

import { base64, fromBase64, text, utf8 } from './bytes';
import { leafIndex, type Claim } from './receipt';

export const PROOF_TYPE = 'text/plain';

export function proofFile(claim: Claim, hashes: readonly string[], note: string): string {
	const { seq, entry } = claim;
	const erased = !claim.salt || claim.detail === null;
	const salt = erased ? null : claim.salt;
	const detail = erased ? null : text(fromBase64(claim.detail ?? ''));
	const extra = base64(utf8(JSON.stringify({ seq, entry, salt, detail })));
	return [
		'c2sp.org/tlog-proof@v1',
		`extra ${extra}`,
		`index ${leafIndex(seq)}`,
		...hashes,
		'',
		note
	].join('\n');
}
