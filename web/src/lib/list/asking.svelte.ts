import { untrack } from 'svelte';
import type { Page } from '#lib/api';
import { CursorList } from './cursor-list.svelte';

/**
 * A list that is loaded by what is asked for, and anew whenever that is something else. For the time
 * that a component lives.
 */
export function asking<T extends { id: string }, Query extends object>(
	query: () => Query,
	fetch: (query: Query & { cursor: string | undefined }, signal: AbortSignal) => Promise<Page<T>>
): CursorList<T> {
	const list = new CursorList<T>();
	$effect(() => {
		const asked = query();
		untrack(() => void list.load((cursor, signal) => fetch({ ...asked, cursor }, signal)));
	});
	return list;
}
