/** Tells when something on the board has changed, as long as it is watched. */

const SETTLED = 60;

/** Calls `onchange` soon after each burst of changes, and after every time the line was lost. Returns an undo. */
export function watchChanges(onchange: () => void, online: (there: boolean) => void): () => void {
	const source = new EventSource('/api/v1/board/changes');
	let timer: ReturnType<typeof setTimeout> | undefined;
	let lost = false;
	const soon = () => {
		clearTimeout(timer);
		timer = setTimeout(onchange, SETTLED);
	};
	source.addEventListener('change', soon);
	source.addEventListener('open', () => {
		if (lost) soon();
		lost = false;
		online(true);
	});
	source.addEventListener('error', () => {
		lost = true;
		online(false);
	});
	return () => {
		clearTimeout(timer);
		source.close();
	};
}
