/** The system's own Chromium, told to talk to nobody but the server under test. */

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

export async function launch() {
	const executablePath = process.env.MUSTER_BROWSER ?? PLACES.find((place) => existsSync(place));
	if (!executablePath) throw new Error('No Chromium found: install it or set MUSTER_BROWSER.');
	return chromium.launch({ executablePath, args: FLAGS });
}
