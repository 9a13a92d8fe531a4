/** `g` and a letter go to a page, as in other tools of this kind; `?` shows what there is. */

import { navigation } from '#lib/shell/navigation';

const LETTERS: Record<string, string> = {
	'/': 'o',
	'/board': 'b',
	'/my-work': 'w',
	'/events': 'v',
	'/jobs': 'j',
	'/customers': 'c',
	'/sites': 's',
	'/imports': 'i',
	'/hours': 'h',
	'/members': 'm',
	'/units': 'u',
	'/contacts': 'n',
	'/invitations': 'e',
	'/roles': 'r',
	'/approvals': 'p',
	'/audit': 'a'
};

export interface GoKey {
	letter: string;
	label: string;
	href: string;
	permission?: (typeof navigation)[number]['permission'];
}

export const goKeys: GoKey[] = navigation.flatMap(({ href, label, permission }) => {
	const letter = LETTERS[href];
	return letter ? [{ letter, label, href, permission }] : [];
});

/** Whether a key press belongs to what is being typed and not to us. */
export function isTyping(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey) return true;
	const target = event.target;
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
	);
}
