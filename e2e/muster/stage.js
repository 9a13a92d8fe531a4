/** A running server and a browser for one file of journeys. */

import { after, before } from 'node:test';
import { launch } from '../browser/launch.js';
import { start } from './server.js';

/** Filled before the first test of the file, taken down after the last, whatever happened. */
export function stage(options) {
	const set = {};
	before(async () => {
		set.server = await start(options);
		set.browser = await launch();
	});
	after(async () => {
		await set.browser?.close();
		await set.server?.stop();
	});
	return set;
}
