import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './contract';
import { AppError, readProblem } from './problem';

/** A 401 that speaks of what was typed, not of the session. */
const WRONG_PROOF = new Set(['sign-in-failed', 'sign-in-expired']);

type SignedOut = () => void;
let signedOut: SignedOut = () => undefined;

/** Called when the server answers 401 to a call other than signing in. Returns an undo. */
export function onSignedOut(handler: SignedOut): () => void {
	signedOut = handler;
	return () => {
		signedOut = () => undefined;
	};
}

type Confirm = () => Promise<boolean>;
let confirm: Confirm = async () => false;

/** Called when an act wants a fresh proof of who is there; true when it was given. Returns an undo. */
export function onStepUp(handler: Confirm): () => void {
	confirm = handler;
	return () => {
		confirm = async () => false;
	};
}

type FactorNeeded = () => void;
let factorNeeded: FactorNeeded = () => undefined;

/** Called when the organisation demands a further factor before anything else. Returns an undo. */
export function onFactorNeeded(handler: FactorNeeded): () => void {
	factorNeeded = handler;
	return () => {
		factorNeeded = () => undefined;
	};
}

/** Sends a request; one that wants a fresh proof of who is there is sent again once that is given. */
async function send(request: Request): Promise<Response> {
	// A body can be sent once: the second try needs a copy made before the first.
	const again = request.method === 'GET' ? null : request.clone();
	// Looked up at call time so that tests can put their own `fetch` in place.
	const answer = await globalThis.fetch(request);
	if (answer.status !== 403 || !again) return answer;
	const { code } = await readProblem(answer);
	return code === 'step-up-needed' && (await confirm()) ? globalThis.fetch(again) : answer;
}

/** Every answer that is not a success becomes a thrown `AppError`. */
const refusals: Middleware = {
	onRequest({ request }) {
		// The server takes changes only with a content type that a foreign page's form cannot send.
		if (request.method !== 'GET' && !request.headers.has('content-type')) {
			request.headers.set('content-type', 'application/json');
		}
	},
	async onResponse({ response }) {
		if (response.ok) return undefined;
		const error = await readProblem(response);
		if (error.status === 401 && !WRONG_PROOF.has(error.code)) signedOut();
		if (error.code === 'factor-needed') factorNeeded();
		throw error;
	},
	onError({ error }) {
		if (error instanceof DOMException && error.name === 'AbortError') return error;
		return AppError.offline();
	}
};

export const api = createClient<paths>({
	// Undefined while Vite analyses the routes at build time.
	baseUrl: globalThis.location?.origin ?? '',
	credentials: 'same-origin',
	fetch: send
});
api.use(refusals);

/** The body of an answer; refusals have been thrown before. */
export async function must<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
	return (await call).data as T;
}

/** The header that says which version of a row a change is meant for. */
export function ifMatch(row: { version: number }): { 'If-Match': string } {
	return { 'If-Match': `"${row.version}"` };
}

/** Makes a repeated POST harmless: the server answers the second one like the first. */
export function once(key: string): { 'Idempotency-Key': string } {
	return { 'Idempotency-Key': key };
}

export function isAbort(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError';
}

/** A query value for a comma-separated list; nothing when empty. */
export function commaList(values: readonly string[]): string | undefined {
	return values.length > 0 ? values.join(',') : undefined;
}
