/** A member who speaks to the API without a browser: what happens elsewhere while a page is open. */

import assert from 'node:assert/strict';

export class Client {
	#cookie = '';

	constructor(base) {
		this.base = base;
	}

	static async signedIn(base, member) {
		const client = new Client(base);
		const { organisation, email, password } = member;
		await client.ask('POST', '/session', { body: { organisation, email, password } });
		return client;
	}

	async ask(method, path, { body, version, type = 'application/json' } = {}) {
		const headers = { origin: this.base, cookie: this.#cookie };
		if (body !== undefined) headers['content-type'] = type;
		if (version !== undefined) headers['if-match'] = `"${version}"`;
		const json = type === 'application/json' && body !== undefined;
		const answer = await fetch(`${this.base}/api/v1${path}`, {
			method,
			headers,
			body: json ? JSON.stringify(body) : body
		});
		const text = await answer.text();
		assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
		const [cookie] = answer.headers.getSetCookie();
		if (cookie) this.#cookie = cookie.split(';', 1)[0];
		return text === '' ? null : JSON.parse(text);
	}

	get(path) {
		return this.ask('GET', path);
	}
}
