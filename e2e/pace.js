/**
 * How long a browser takes to show a crowded board, and how smoothly it scrolls: 200 members, four weeks, 5 000 assignments, among as many as one
 * asks for.
 *
 *     cargo run --release --package muster --example planning -- open 1000000     (prints an address and a sign-in; leave it running)
 *     npm --prefix e2e run pace -- ADDRESS SIGN-IN
 *
 * Loading counts from asking for the page, with what a browser keeps of the app, to the first picture in which a bar stands; frames are counted
 * while the board is scrolled to its end and back.
 */

import { launch } from './browser/launch.js';
import { signIn } from './browser/sign-in.js';
import { DESKTOP } from './browser/visit.js';

const TIMES = 9;
const [base, said] = process.argv.slice(2);
if (!base || !said) throw new Error('Which server? Its address and its sign-in.');
const { unit, ...member } = JSON.parse(said);

const browser = await launch();
const context = await browser.newContext({ baseURL: base, viewport: DESKTOP });
const page = await context.newPage();
await signIn(page, member);

const rows = [];
for (const view of ['day', 'week', 'month']) {
	const loads = [];
	for (let time = 0; time < TIMES; time += 1) {
		await page.goto(`/board?view=${view}&unit=${unit}`, { waitUntil: 'commit' });
		await page.locator('[data-bar]').first().waitFor();
		loads.push(
			await page.evaluate(
				() =>
					new Promise((resolve) =>
						requestAnimationFrame(() => resolve(performance.now()))
					)
			)
		);
	}
	const frames = await page.evaluate(scrolled);
	rows.push({ view, bars: await page.locator('[data-bar]').count(), ...spread(loads), frames });
}
await browser.close();

console.log(
	'| view | bars in the page | shown, median | slowest of 9 | frames | median | slowest | over 50 ms |'
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const { view, bars, median, most, frames } of rows) {
	const pace = spread(frames);
	const late = frames.filter((frame) => frame > 50).length;
	console.log(
		`| ${view} | ${bars} | ${ms(median)} | ${ms(most)} | ${frames.length} | ${ms(pace.median)} | ${ms(pace.most)} | ${late} |`
	);
}

/** Scrolls what scrolls down and right and back, a little each frame; tells how long each frame took. */
function scrolled() {
	const box = [...document.querySelectorAll('*')]
		.filter(
			(one) =>
				one.scrollHeight > one.clientHeight + 200 &&
				/auto|scroll/.test(getComputedStyle(one).overflowY)
		)
		.sort((one, other) => other.scrollHeight - one.scrollHeight)[0];
	const target = box ?? document.scrollingElement;
	return new Promise((resolve) => {
		const frames = [];
		let [last, at] = [performance.now(), 0];
		const step = (now) => {
			frames.push(now - last);
			last = now;
			at += 1;
			const turn = at <= 120 ? 1 : -1;
			target.scrollBy(turn * 24, turn * 60);
			if (at < 240) requestAnimationFrame(step);
			else resolve(frames.slice(1));
		};
		requestAnimationFrame(step);
	});
}

function spread(times) {
	const sorted = [...times].sort((one, other) => one - other);
	return { median: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) };
}

function ms(time) {
	return `${time.toFixed(0)} ms`;
}
