/** What is too small for a finger on the page as it stands. */

/** Pixels; a little less than 44 for browsers that round. */
const LEAST = 43.5;
const CONTROLS = 'button, input:not([type=file]), select, textarea, [role=tab], nav a';

/** Links in running text and controls whose reach is wider than what is seen (`.reach`) are left out. */
export function tooSmall(page) {
	return page.locator(CONTROLS).evaluateAll((found, least) => {
		// What a finger hits of a box to tick is the label around it.
		const size = (one) => (one.closest('label') ?? one).getBoundingClientRect();
		return found
			.filter((one) => one.checkVisibility() && !one.matches('.reach, .sr-only'))
			.filter((one) => size(one).height > 2 && size(one).height < least)
			.map((one) => `${Math.round(size(one).height)} px: ${one.outerHTML.slice(0, 120)}`);
	}, LEAST);
}
