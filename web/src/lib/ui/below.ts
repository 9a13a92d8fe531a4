import type { Attachment } from 'svelte/attachments';

const GAP = 4;
const MARGIN = 8;

/** Shows a `popover="manual"` in the top layer under its anchor, or above where there is more room. */
export function below(anchor: HTMLElement): Attachment<HTMLElement> {
	return (element) => {
		function place() {
			const at = anchor.getBoundingClientRect();
			const height = element.offsetHeight;
			const under = innerHeight - at.bottom - GAP - MARGIN;
			const above = height > under && at.top > under;
			element.style.left = `${Math.max(MARGIN, at.left)}px`;
			element.style.width = `${at.width}px`;
			element.style.top = `${above ? at.top - GAP - height : at.bottom + GAP}px`;
		}
		element.showPopover();
		place();
		const resized = new ResizeObserver(place);
		resized.observe(element);
		addEventListener('scroll', place, true);
		addEventListener('resize', place);
		return () => {
			resized.disconnect();
			removeEventListener('scroll', place, true);
			removeEventListener('resize', place);
		};
	};
}
