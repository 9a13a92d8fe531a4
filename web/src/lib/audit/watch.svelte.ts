/** The running check of one organisation's log: once when the page opens, then as often as asked. */

import { browserMemory } from '#lib/ledger/memory';
import { verifyLog, type Verdict } from '#lib/ledger/verify';
import { serverLog } from './source';

export class LogWatch {
	/** Null until the first check ends. */
	verdict = $state.raw<Verdict | null>(null);
	checking = $state(false);

	constructor(private readonly organisation: string) {}

	/** The checkpoint that entries may be held against, if there is a good one. */
	get checkpoint() {
		return this.verdict?.state === 'verified' ? this.verdict.checkpoint : null;
	}

	async check(): Promise<void> {
		if (this.checking) return;
		this.checking = true;
		try {
			this.verdict = await verifyLog(this.organisation, serverLog, browserMemory());
		} finally {
			this.checking = false;
		}
	}

	/** Drops what was remembered and takes the server's present word as the new beginning. */
	async trustAnew(): Promise<void> {
		browserMemory().forget(this.organisation);
		await this.check();
	}
}
