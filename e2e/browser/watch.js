/**
 * What must not happen on any page: a report of the content security policy, a request to another host, a message of
 * error on the console, an exception nobody caught, a page wider than the screen.
 */

/** Refusals that a journey provokes are told on the console by the browser itself; each is asked for by its status. */
const REFUSED = /^Failed to load resource: the server responded with a status of (\d{3})/;

export class Watch {
	faults = [];
	#expected = new Set();
	#inFlight = new Set();
	#calm = [];

	constructor(base) {
		this.origin = new URL(base).origin;
	}

	/** Begins before the context has a page. */
	async begin(context) {
		await context.exposeFunction('reportPolicyViolation', (text) => this.#add('policy', text));
		await context.addInitScript(() => {
			document.addEventListener('securitypolicyviolation', (event) => {
				const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
				window.reportPolicyViolation(
					`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`
				);
			});
		});
		context.on('request', (request) => this.#asked(request));
		context.on('requestfinished', (request) => this.#answered(request));
		context.on('requestfailed', (request) => this.#answered(request));
		context.on('console', (message) => this.#said(message));
		context.on('weberror', (error) => this.#add('exception', String(error.error())));
	}

	/** This status is part of the journey, from now on. */
	expect(status) {
		this.#expected.add(String(status));
	}

	/** Waits until nothing is being fetched. */
	async quiet() {
		while (this.#inFlight.size > 0) await new Promise((done) => this.#calm.push(done));
	}

	#asked(request) {
		const url = new URL(request.url());
		if (url.protocol === 'data:' || url.protocol === 'blob:') return;
		// A stream of events is never over; what it tells is fetched by requests of their own.
		if (request.resourceType() !== 'eventsource') this.#inFlight.add(request);
		if (url.origin !== this.origin) this.#add('foreign request', request.url());
	}

	#answered(request) {
		this.#inFlight.delete(request);
		if (this.#inFlight.size === 0) for (const done of this.#calm.splice(0)) done();
	}

	#said(message) {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		const status = REFUSED.exec(message.text())?.[1];
		if (status && this.#expected.has(status)) return;
		this.#add(`console ${message.type()}`, `${message.text()} (${message.location().url})`);
	}

	#add(kind, text) {
		this.faults.push(`${kind}: ${text}`);
	}
}
