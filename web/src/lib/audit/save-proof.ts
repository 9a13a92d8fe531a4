import { proofFile, PROOF_TYPE } from '#lib/ledger/proof-file';
import { download } from './download';
import type { Inspection } from './inspection.svelte';
import type { LogWatch } from './watch.svelte';

/** Saves the proof that was just checked, in the form `muster-verify` reads. */
export function saveProof(inspection: Inspection, watch: LogWatch): void {
	const { entry, standing } = inspection;
	const verdict = watch.verdict;
	if (!entry || standing.state !== 'checked' || verdict?.state !== 'verified') return;
	const file = proofFile(entry, standing.hashes, verdict.presented.note);
	download(`entry-${entry.seq}.tlog-proof`, PROOF_TYPE, file);
}
