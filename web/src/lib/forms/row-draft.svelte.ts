/**
 * A row being made or changed in a dialog: what it was, what has been typed, what the server said. Only
 * changed fields are sent, so two people at different fields of one row do not meet.
 */

import { AppError } from '#lib/api';
import { demand, standing, type Refused } from './errors';
import { changedFields } from './merge';

export interface RowKind<R, F extends string> {
	readonly empty: Record<F, string | null>;
	valuesOf(row: R): Record<F, string | null>;
	/** What a row cannot be without. */
	readonly needed: readonly F[];
	/** What cannot even be sent, by field. */
	check?(values: Record<F, string | null>): Partial<Record<F, string>>;
	/** `key` makes a second try after a lost answer harmless. */
	create(values: Record<F, string | null>, key: string): Promise<R>;
	change(row: R, values: Record<F, string | null>, fields: readonly F[]): Promise<R>;
}

export class RowDraft<R, F extends string> {
	/** Null while a new row is made. */
	base: R | null = $state.raw(null);
	values: Record<F, string | null> = $state() as Record<F, string | null>;
	busy = $state(false);
	/** It was to be saved: what is missing is an error from then on, and no hint any more. */
	tried = $state(false);
	refused: Refused<Record<F, string | null>> | null = $state.raw(null);
	/** The row as somebody else left it meanwhile. */
	theirs: R | null = $state.raw(null);
	#key = crypto.randomUUID();

	constructor(private readonly kind: RowKind<R, F>) {
		this.start(null);
	}

	/** A clean form for `row`, or for a new one. */
	start(row: R | null, preset: Partial<Record<F, string | null>> = {}): void {
		this.base = row;
		this.values = { ...(row ? this.kind.valuesOf(row) : this.kind.empty), ...preset };
		this.refused = null;
		this.tried = false;
		this.theirs = null;
		this.#key = crypto.randomUUID();
	}

	get before(): Record<F, string | null> {
		return this.base ? this.kind.valuesOf(this.base) : this.kind.empty;
	}

	get changed(): F[] {
		return changedFields(this.before, this.values);
	}

	get errors(): Record<string, string> {
		return { ...standing(this.refused, this.values), ...this.kind.check?.(this.values) };
	}

	get theirValues(): Record<F, string | null> | null {
		return this.theirs && this.kind.valuesOf(this.theirs);
	}

	/** The row as stored now; null when it was refused or somebody else was faster. */
	async save(): Promise<R | null> {
		const { base, changed } = this;
		if (base && changed.length === 0) return base;
		this.tried = true;
		if (Object.keys(this.kind.check?.(this.values) ?? {}).length > 0) return null;
		this.busy = true;
		this.refused = null;
		const sent = { ...this.values };
		try {
			demand(sent, this.kind.needed);
			return base
				? await this.kind.change(base, sent, changed)
				: await this.kind.create(sent, this.#key);
		} catch (error) {
			const known = AppError.from(error);
			if (known.code === 'stale' && known.current) this.theirs = known.current as R;
			else this.refused = { error: known, values: sent };
			// What was refused was not made: the corrected one is a new attempt.
			if (known.status >= 400 && known.status < 500) this.#key = crypto.randomUUID();
			return null;
		} finally {
			this.busy = false;
		}
	}

	/** Goes on from their version with the values agreed upon. */
	settle(values: Record<F, string | null>): void {
		if (this.theirs) this.base = this.theirs;
		this.theirs = null;
		this.values = { ...values };
	}
}
