/** One entry opened: fetched in full, then held against its own bytes and against the signed tree. */

import { api, AppError, isAbort, must, type AuditEntry } from '#lib/api';
import type { Checkpoint } from '#lib/ledger/checkpoint';
import {
	checkEntry,
	checkInclusion,
	isCovered,
	type Inclusion,
	type Receipt
} from '#lib/ledger/receipt';
import { inclusionProof } from './source';

export type Standing =
	| { state: 'checking' }
	/** No checkpoint that may be trusted. */
	| { state: 'no-checkpoint' }
	/** Younger than the checkpoint. */
	| { state: 'waiting' }
	| { state: 'unproved'; error: AppError }
	| { state: 'checked'; checkpoint: Checkpoint; hashes: readonly string[]; inclusion: Inclusion };

export class Inspection {
	entry = $state.raw<AuditEntry | null>(null);
	error = $state.raw<AppError | null>(null);
	receipt = $state.raw<Receipt | null>(null);
	standing = $state.raw<Standing>({ state: 'checking' });
	#call: AbortController | null = null;

	/** All that could be checked holds. */
	get holds(): boolean {
		const { receipt, standing } = this;
		if (!receipt || standing.state !== 'checked') return false;
		const { told, hashed, committed } = receipt;
		return told && hashed && committed !== false && standing.inclusion.included;
	}

	/** Something was checked and is wrong. */
	get broken(): boolean {
		const { receipt, standing } = this;
		if (receipt && !(receipt.told && receipt.hashed && receipt.committed !== false))
			return true;
		return standing.state === 'checked' && !standing.inclusion.included;
	}

	async open(seq: number, checkpoint: Checkpoint | null): Promise<void> {
		this.#call?.abort();
		const call = (this.#call = new AbortController());
		this.entry = null;
		this.error = null;
		this.receipt = null;
		this.standing = { state: 'checking' };
		try {
			const params = { path: { seq } };
			const entry = await must(
				api.GET('/api/v1/audit/{seq}', { params, signal: call.signal })
			);
			if (call.signal.aborted) return;
			this.entry = entry;
			this.receipt = await checkEntry(entry);
		} catch (error) {
			if (!isAbort(error) && !call.signal.aborted) this.error = AppError.from(error);
			return;
		}
		await this.prove(checkpoint);
	}

	/** Checks the place in the tree; again when a newer checkpoint is there. */
	async prove(checkpoint: Checkpoint | null): Promise<void> {
		const { entry, receipt } = this;
		if (!entry || !receipt) return;
		const standing = await this.#prove(entry.seq, receipt, checkpoint);
		if (this.entry === entry) this.standing = standing;
	}

	async #prove(seq: number, receipt: Receipt, checkpoint: Checkpoint | null): Promise<Standing> {
		if (!checkpoint) return { state: 'no-checkpoint' };
		if (!isCovered(seq, checkpoint)) return { state: 'waiting' };
		try {
			const hashes = await inclusionProof(seq, checkpoint.size);
			const leaf = receipt.leaf ?? new Uint8Array();
			const inclusion = await checkInclusion(leaf, seq, hashes, checkpoint);
			return { state: 'checked', checkpoint, hashes, inclusion };
		} catch (error) {
			return { state: 'unproved', error: AppError.from(error) };
		}
	}
}
