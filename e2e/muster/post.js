/** A mail server that keeps what it is given: SMTP over TLS from the first byte, as Muster demands it. */

import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { createServer } from 'node:tls';

/** `folder` holds the certificate that a server made for itself. */
export async function openPost(folder) {
	const authority = join(folder, 'self-signed.crt');
	const [cert, key] = await Promise.all([
		readFile(authority),
		readFile(join(folder, 'self-signed.key'))
	]);
	const post = new Post();
	const server = createServer({ cert, key }, (socket) =>
		converse(socket, (mail) => post.keep(mail))
	);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	post.environment = {
		MUSTER_SMTP_URL: `smtps://localhost:${server.address().port}`,
		MUSTER_SMTP_AUTHORITY: authority,
		MUSTER_MAIL_FROM: 'muster@north-fleet.example'
	};
	post.close = () => new Promise((done) => server.close(done));
	return post;
}

class Post {
	#mails = [];
	#waiting = [];

	keep(mail) {
		this.#mails.push(mail);
		for (const look of this.#waiting.splice(0)) look();
	}

	/** What stands behind `#` in the first link to `page` sent to `email`; waits for the mail. */
	async secret(email, page) {
		const link = new RegExp(`/${page}#([\\w.~-]+)`);
		for (;;) {
			const at = this.#mails.findIndex(
				({ to, text }) => to.includes(email) && link.test(text)
			);
			if (at >= 0) return link.exec(this.#mails.splice(at, 1)[0].text)[1];
			await new Promise((done) => this.#waiting.push(done));
		}
	}
}

/** The least of the protocol that a client needs. */
function converse(socket, keep) {
	let [to, body, pending] = [[], null, ''];
	const say = (line) => socket.write(`${line}\r\n`);
	socket.on('error', () => socket.destroy());
	socket.on('data', (bytes) => {
		pending += bytes.toString('latin1');
		for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
			const line = pending.slice(0, end);
			pending = pending.slice(end + 2);
			if (body === null) obey(line);
			else if (line !== '.') body.push(line.replace(/^\./, ''));
			else {
				keep({ to, text: plain(body.join('\r\n')) });
				[to, body] = [[], null];
				say('250 kept');
			}
		}
	});
	function obey(line) {
		const word = line.slice(0, 4).toUpperCase();
		if (word === 'EHLO') say('250-localhost\r\n250 8BITMIME');
		else if (word === 'RCPT') {
			to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
			say('250 ok');
		} else if (word === 'DATA') {
			body = [];
			say('354 go on');
		} else if (word === 'QUIT') {
			say('221 bye');
			socket.end();
		} else say('250 ok');
	}
	say('220 localhost ready');
}

/** Quoted-printable undone: long links are broken over lines by it. */
function plain(text) {
	return text
		.replaceAll(/=\r\n/g, '')
		.replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
