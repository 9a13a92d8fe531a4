import { afterEach, expect, it, vi } from 'vitest';
import { followTaps } from './follow';
import { keyBytes } from './key';

afterEach(() => vi.unstubAllGlobals());

it('goes where the worker says, and nowhere outside the app', () => {
	const worker = new EventTarget();
	vi.stubGlobal('navigator', { serviceWorker: worker });
	const go = vi.fn();
	const stop = followTaps(go);
	const says = (data: unknown) => worker.dispatchEvent(new MessageEvent('message', { data }));
	for (const odd of [
		null,
		{},
		{ open: 1 },
		{ open: '//evil.example' },
		{ open: 'https://a.example' }
	])
		says(odd);
	expect(go).not.toHaveBeenCalled();
	says({ open: '/notices' });
	expect(go).toHaveBeenCalledExactlyOnceWith('/notices');
	stop();
	says({ open: '/notices' });
	expect(go).toHaveBeenCalledTimes(1);
});

it("reads the server's key", () => {
	expect([...keyBytes('-_8B')]).toEqual([251, 255, 1]);
});
