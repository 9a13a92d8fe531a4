/** The real binary with a data folder of its own, gone without a trace when stopped. */

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from './port.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? 'target';
const BINARY = resolve(ROOT, process.env.MUSTER_BIN ?? join(TARGET, 'debug/muster'));
const ORGANISATION = 'north-fleet';

/** Starts a server with one organisation, its owner and a dispatcher. */
export async function start() {
	const folder = await mkdtemp(join(tmpdir(), 'muster-e2e-'));
	let server;
	try {
		const data = join(folder, 'data');
		await muster(
			data,
			'org',
			'create',
			ORGANISATION,
			'--name',
			'North Fleet',
			'--zone',
			'America/Chicago'
		);
		const owner = await addMember(data, 'owner', 'Ada Example');
		const colleague = await addMember(data, 'dispatcher', 'Ben Example');
		const port = await freePort();
		server = serve(data, port);
		const base = `http://localhost:${port}`;
		await ready(base, server);
		return { base, owner, colleague, stop: () => stop(server, folder) };
	} catch (error) {
		await stop(server, folder);
		throw error;
	}
}

async function muster(data, ...words) {
	const { stdout } = await promisify(execFile)(BINARY, [...words, '--data', data, '--json']);
	return JSON.parse(stdout);
}

async function addMember(data, role, name) {
	const email = `${name.split(' ')[0].toLowerCase()}@north-fleet.example`;
	const who = ['--org', ORGANISATION, '--role', role, '--name', name, '--email', email];
	const { password } = await muster(data, 'member', 'add', ...who);
	return { organisation: ORGANISATION, email, password, name };
}

function serve(data, port) {
	const words = ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--plain-http'];
	const child = spawn(BINARY, words, { stdio: ['ignore', 'pipe', 'pipe'] });
	child.said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (text) => (child.said += text));
	return child;
}

async function ready(base, server) {
	for (;;) {
		if (server.exitCode !== null) throw new Error(`The server ended:\n${server.said}`);
		const answer = await fetch(`${base}/readyz`).catch(() => null);
		if (answer?.ok) return;
		await pause(20);
	}
}

async function stop(server, folder) {
	if (server && server.exitCode === null) {
		const ended = once(server, 'exit');
		server.kill('SIGTERM');
		await ended;
	}
	await rm(folder, { recursive: true, force: true });
}
