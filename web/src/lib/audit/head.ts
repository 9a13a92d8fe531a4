/** Size and root out of a checkpoint that may well be broken: only for showing it, never for trusting it. */

import { base64 } from '#lib/ledger/bytes';
import { parseCheckpoint } from '#lib/ledger/checkpoint';
import { parseNote } from '#lib/ledger/note';
import type { Presented } from '#lib/ledger/verify';

export function readHead(presented: Presented | null): { size: number; root: string } | null {
	if (!presented) return null;
	try {
		const { size, root } = parseCheckpoint(parseNote(presented.note).text);
		return { size, root: base64(root) };
	} catch {
		return null;
	}
}
