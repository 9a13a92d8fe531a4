/** One import being prepared and run: its mapping, the preview that follows it, and its progress. */

import {
	api,
	AppError,
	isAbort,
	must,
	type Import,
	type ImportPreview,
	type ImportTarget,
	type MappedField,
	type Mapping
} from '#lib/api';
import { guess, withField } from './mapping';

export interface ReadyMapping {
	id: string;
	name: string;
	mapping: Mapping;
}

const TYPING_PAUSE = 350;
const POLL = 700;
const POLL_AFTER_FAILURE = 3000;

/** Mappings in work, so that looking at another page does not lose them. */
const inWork: Record<string, { ready: string; mapping: Mapping }> = {};

export class ImportDesk {
	row: Import = $state.raw() as Import;
	mapping: Mapping = $state.raw() as Mapping;
	/** Which ready mapping it started from; empty for an own one. */
	ready = $state('');
	preview: ImportPreview | null = $state.raw(null);
	previewing = $state(false);
	previewError: AppError | null = $state.raw(null);
	/** Starting or stopping was asked for and is not answered yet. */
	busy: 'dry' | 'real' | 'stop' | null = $state(null);
	/** The progress could not be read the last time. */
	lost = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#poll: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;

	constructor(
		row: Import,
		private readonly readyMappings: readonly ReadyMapping[],
		private readonly zone: string
	) {
		this.row = row;
		const kept = inWork[row.id];
		if (kept) {
			this.ready = kept.ready;
			this.mapping = kept.mapping;
			this.#askSoon(0);
		} else this.take(row.detected.suggested_mapping ?? '');
		this.#follow();
	}

	get blocked(): boolean {
		return this.preview === null || this.preview.problems.length > 0;
	}

	/** Starts over from a ready mapping, or from a guess for an id that is none. */
	take(ready: string): void {
		const found = this.readyMappings.find(({ id }) => id === ready);
		this.ready = found?.id ?? '';
		this.#use(found?.mapping ?? guess(this.row.detected, this.zone, this.row.filename), 0);
	}

	set(change: Partial<Omit<Mapping, 'fields'>>): void {
		this.#use({ ...this.mapping, ...change }, TYPING_PAUSE);
	}

	setField(target: ImportTarget, field: MappedField | null): void {
		this.#use(withField(this.mapping, target, field), TYPING_PAUSE);
	}

	async run(dry: boolean): Promise<void> {
		this.busy = dry ? 'dry' : 'real';
		try {
			const params = { path: { id: this.row.id } };
			const body = { mapping: this.mapping, dry_run: dry };
			this.row = await must(api.POST('/api/v1/imports/{id}/run', { params, body }));
			this.#follow();
		} finally {
			this.busy = null;
		}
	}

	async stop(): Promise<void> {
		this.busy = 'stop';
		try {
			const params = { path: { id: this.row.id } };
			await must(api.DELETE('/api/v1/imports/{id}/run', { params }));
			await this.#read();
		} finally {
			this.busy = null;
		}
	}

	close(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#poll);
		this.#asking?.abort();
	}

	#use(mapping: Mapping, pause: number): void {
		this.mapping = mapping;
		inWork[this.row.id] = { ready: this.ready, mapping };
		this.#askSoon(pause);
	}

	#askSoon(pause: number): void {
		clearTimeout(this.#timer);
		this.previewing = true;
		this.#timer = setTimeout(() => void this.#ask(), pause);
	}

	async #ask(): Promise<void> {
		this.#asking?.abort();
		const asking = (this.#asking = new AbortController());
		try {
			const params = { path: { id: this.row.id } };
			const body = { mapping: this.mapping };
			this.preview = await must(
				api.POST('/api/v1/imports/{id}/preview', { params, body, signal: asking.signal })
			);
			this.previewError = null;
		} catch (error) {
			if (isAbort(error) || asking.signal.aborted) return;
			this.previewError = AppError.from(error);
		}
		if (this.#asking === asking) this.previewing = false;
	}

	#follow(): void {
		clearTimeout(this.#poll);
		if (this.row.state !== 'running') return;
		const pause = this.lost ? POLL_AFTER_FAILURE : POLL;
		this.#poll = setTimeout(() => void this.#read(), pause);
	}

	async #read(): Promise<void> {
		try {
			const params = { path: { id: this.row.id } };
			this.row = await must(api.GET('/api/v1/imports/{id}', { params }));
			this.lost = false;
		} catch {
			this.lost = true;
		}
		this.#follow();
	}
}
