/** Tells when something has changed at the server, as long as it is watched. */

const SETTLED = 60;
const AGAIN = 15_000;

export type Watched = '/api/v1/board/changes' | '/api/v1/me/notices/changes';

/** Calls `onchange` soon after each burst of changes, and after every time the line was lost. Returns an undo. */
export function watchChanges(
	address: Watched,
	onchange: () => void,
	online: (there: boolean) => void = () => undefined
): () => void {
	let source: EventSource;
	let soon: ReturnType<typeof setTimeout> | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;
	let lost = false;
	const changed = () => {
		clearTimeout(soon);
		soon = setTimeout(onchange, SETTLED);
	};
	const open = () => {
		source = new EventSource(address);
		source.addEventListener('change', changed);
		source.addEventListener('open', () => {
			if (lost) changed();
			lost = false;
			online(true);
		});
		source.addEventListener('error', () => {
			lost = true;
			online(false);
			// A browser tries again by itself, but not after an answer that was a refusal.
			if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN);
		});
	};
	open();
	return () => {
		clearTimeout(soon);
		clearTimeout(again);
		source.close();
	};
}
