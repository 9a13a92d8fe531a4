/** The real binary with a data folder of its own, gone without a trace when stopped. */

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from './port.js';
import { openPost } from './post.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? 'target';
const BINARY = resolve(ROOT, process.env.MUSTER_BIN ?? join(TARGET, 'debug/muster'));
const ORGANISATION = 'north-fleet';

/** Starts a server with one organisation, its owner, a dispatcher and whoever else serves; with a mail server of its own, if asked, and
 * with push services that its operator named. */
export async function start({ mail = false, serving = [], push = [] } = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'muster-e2e-'));
	let server;
	let post;
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
		const servers = [];
		for (const name of serving) servers.push(await addMember(data, 'member', name));
		const port = await freePort();
		if (mail) post = await openPost(await certified(join(folder, 'post')));
		const base = `http://localhost:${port}`;
		const environment = { ...post?.environment, MUSTER_PUSH_HOSTS: JSON.stringify(push) };
		server = serve(data, port, '--plain-http', environment);
		await ready(base, server);
		return {
			base,
			owner,
			colleague,
			serving: servers,
			post,
			stop: () => stop(server, folder, post)
		};
	} catch (error) {
		await stop(server, folder, post);
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

/** A folder with a certificate for this machine, as a server makes it for itself. */
async function certified(folder) {
	const server = serve(folder, await freePort(), '--self-signed');
	while (!existsSync(join(folder, 'self-signed.crt'))) {
		if (server.exitCode !== null) throw new Error(`The server ended:\n${server.said}`);
		await pause(20);
	}
	await end(server);
	return folder;
}

function serve(data, port, speech, environment = {}) {
	const words = ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, speech];
	const env = { ...process.env, ...environment };
	const child = spawn(BINARY, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
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

async function end(server) {
	if (server.exitCode !== null) return;
	const ended = once(server, 'exit');
	server.kill('SIGTERM');
	await ended;
}

async function stop(server, folder, post) {
	if (server) await end(server);
	await post?.close();
	await rm(folder, { recursive: true, force: true });
}
