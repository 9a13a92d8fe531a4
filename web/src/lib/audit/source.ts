/** The server as the checker in `ledger` sees it: a place that hands out claims and proofs. */

import { api, AppError, must } from '#lib/api';
import type { LogSource } from '#lib/ledger/verify';

/** Refusals that say something about us or the moment, not about the log. */
const NOT_AN_ANSWER = [401, 403, 408, 429];

export const serverLog: LogSource = {
	async checkpoint() {
		try {
			const { note, verifier_key } = await must(api.GET('/api/v1/audit/checkpoint'));
			return { note, verifier_key };
		} catch (error) {
			if (AppError.from(error).status === 404) return null;
			throw error;
		}
	},
	async consistency(from, to) {
		const query = { from, to };
		return (await must(api.GET('/api/v1/audit/consistency', { params: { query } }))).hashes;
	},
	isAnswer(error) {
		const { status } = AppError.from(error);
		return status >= 400 && status < 500 && !NOT_AN_ANSWER.includes(status);
	}
};

export async function inclusionProof(seq: number, size: number): Promise<readonly string[]> {
	const query = { seq, size };
	return (await must(api.GET('/api/v1/audit/proof', { params: { query } }))).hashes;
}
