/** The server as the checker in `ledger` sees it: a place that hands out claims and proofs. */

import { api, AppError, must, type AuditItem, type Page } from '#lib/api';
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

/**
 * A page of the log with something on it. Searching for words, the server looks through so many entries at
 * a time and may answer with none and a cursor: then the search goes on further back.
 */
export async function auditPage(
	filters: Record<string, string>,
	cursor: string | undefined,
	signal: AbortSignal
): Promise<Page<AuditItem>> {
	let from = cursor;
	for (;;) {
		const params = { query: { ...filters, limit: 100, cursor: from } };
		const page = await must(api.GET('/api/v1/audit', { params, signal }));
		if (page.items.length > 0 || page.next === null) return page;
		from = page.next;
	}
}
