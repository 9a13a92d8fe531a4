/** The board as one thing: what is shown, what is carried, and what has to be asked before it is done. */

import { createContext } from 'svelte';
import { AppError, isAbort, type Assignment, type Finding, type Requirement } from '#lib/api';
import type { Toast, Toasts } from '#lib/state/toasts.svelte';
import { t } from '#lib/i18n';
import { board as words } from '#lib/i18n/en/board';
import type { Act } from './acts';
import type { Clock } from './clock';
import { Desk } from './desk.svelte';
import { judged } from './drop';
import { Hand } from './hand.svelte';
import type { Ground } from './pointer';
import type { Cursor } from './steps';

export type Asked =
	| { ask: 'force'; act: Act; findings: Finding[] }
	| { ask: 'stale'; act: Act; now: Assignment | null }
	| { ask: 'release'; one: Assignment };

export type Looked = { of: 'place'; id: string } | { of: 'member'; id: string } | { of: 'all' };

export class Planner {
	readonly desk = new Desk();
	readonly hand = new Hand();
	asked = $state.raw<Asked | null>(null);
	/** Whose details are open beside the board. */
	details = $state<string | null>(null);
	looked = $state.raw<Looked | null>(null);
	/** Whether a proposal is asked for. */
	suggesting = $state(false);
	cursor = $state.raw<Cursor | null>(null);
	/** The board that things are carried over, while it is there. */
	ground: () => Ground | null = () => null;
	#told: number | null = null;
	/** For those who hear the board. */
	says = $state('');

	constructor(
		readonly clock: Clock,
		private readonly toasts: Toasts,
		readonly may: { write: boolean; force: boolean }
	) {}

	async do(act: Act, force?: { reason: string }): Promise<void> {
		try {
			await this.desk.run(act, force);
			this.#tell('ok', told(act), { label: t.common.undo, run: () => void this.undo() });
			this.says = told(act);
		} catch (error) {
			this.#refused(act, error);
		}
	}

	/** What a proposal came to. */
	placed(all: readonly Assignment[], text: string): void {
		this.desk.placed(all);
		this.#tell('ok', text, { label: t.common.undo, run: () => void this.undo() });
		this.says = text;
	}

	async undo(): Promise<void> {
		try {
			const undone = await this.desk.undo(words.undoReason);
			this.#tell('info', undone ? words.done.undone : words.done.nothingToUndo);
		} catch (error) {
			this.toasts.error(error);
			void this.desk.catchUp();
		}
	}

	/** Lets go of what is carried, and does what that means here. */
	drop(): void {
		const { act, held, off, verdicts } = this.hand;
		this.hand.letGo();
		if (off && held?.what === 'bar') {
			this.asked = { ask: 'release', one: held.of };
			return;
		}
		if (!act) {
			this.says = words.hand.same;
			return;
		}
		const verdict = judged(act, verdicts);
		if (verdict?.outcome === 'refused') {
			this.asked = { ask: 'force', act, findings: verdict.findings };
		} else {
			this.says = words.hand.dropped;
			void this.do(act);
		}
	}

	putBack(): void {
		if (!this.hand.held) return;
		this.hand.letGo();
		this.says = words.hand.back;
	}

	place(id: string): Requirement | null {
		return this.desk.rows?.requirements.find((one) => one.id === id) ?? null;
	}

	/** The last act alone is told: only that is what “undo” would undo. */
	#tell(tone: 'ok' | 'info', text: string, action?: Toast['action']): void {
		if (this.#told !== null) this.toasts.close(this.#told);
		this.toasts.show(tone, text, action);
		this.#told = this.toasts.items.at(-1)?.id ?? null;
	}

	#refused(act: Act, error: unknown): void {
		if (isAbort(error)) return;
		const known = AppError.from(error);
		if (known.code === 'not-eligible') {
			this.asked = { ask: 'force', act, findings: known.findings };
			return;
		}
		if (known.status === 412) {
			const now = (known.current ?? null) as Assignment | null;
			this.asked = { ask: 'stale', act, now };
		} else this.toasts.error(known);
		// What was shown here is not what is there.
		void this.desk.catchUp();
	}
}

export function told(act: Act): string {
	switch (act.act) {
		case 'assign':
			return words.done.assign(act.member.name, act.place.title);
		case 'exchange':
			return words.done.exchange(act.one.member.name, act.other.member.name);
		case 'release':
			return words.done.release(act.one.member.name, act.one.title);
		case 'change':
			return act.to.member
				? words.done.give(act.one.title, act.to.member.name)
				: words.done.change(act.one.title);
	}
}

export const [getPlanner, setPlanner] = createContext<Planner>();
