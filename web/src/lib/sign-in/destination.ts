/** Where to go after the door. Only paths of this app: a link must not send a fresh session elsewhere. */
export function destination(params: Pick<URLSearchParams, 'get'>): string {
	const next = params.get('next') ?? params.get('then') ?? '/';
	return /^\/(?![/\\])/.test(next) ? next : '/';
}
