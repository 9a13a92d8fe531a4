/**
 * Operations that `openapi.json` does not describe yet, called through the same client; what they
 * answer is said by the caller. As each one lands in the description its call moves to `api`.
 */

import { api } from './client';

interface Init {
	params?: { path?: Record<string, string>; query?: object };
	body?: unknown;
	headers?: Record<string, string>;
	signal?: AbortSignal;
	bodySerializer?: (body: never) => unknown;
}
type Call = <T>(path: string, init?: Init) => Promise<{ data?: T; response: Response }>;

export const awaited = api as unknown as Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Call>;
