/** A push message was tapped while the app is open: goes where the worker says, inside the app alone. */
export function followTaps(go: (path: string) => void): () => void {
	const worker = globalThis.navigator?.serviceWorker;
	if (!worker) return () => undefined;
	const onmessage = ({ data }: MessageEvent) => {
		const path: unknown = data?.open;
		if (typeof path === 'string' && /^\/[a-z]/.test(path)) go(path);
	};
	worker.addEventListener('message', onmessage);
	return () => worker.removeEventListener('message', onmessage);
}
