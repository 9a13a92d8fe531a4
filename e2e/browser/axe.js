/** What axe finds serious or critical on the page as it stands. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(
	createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
	'utf8'
);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The context must bypass the policy of content: axe brings styles and scripts of its own. */
export async function faultsByAxe(page) {
	await page.evaluate(source);
	const { violations } = await page.evaluate(
		(values) =>
			window.axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
		RULES
	);
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('  ')}`);
}
