// Runs before the first paint, from the own origin: sets the theme so that nothing flashes, and
// installs the Trusted Types default policy, which lets scripts come from this app's files alone.
(() => {
	const root = document.documentElement;
	let choice = null;
	try {
		choice = localStorage.getItem('muster.theme');
	} catch {
		// Storage can be shut off; then the system decides.
	}
	const dark =
		choice === 'dark' ||
		(choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
	root.dataset.theme = dark ? 'dark' : 'light';

	if (window.trustedTypes?.createPolicy) {
		window.trustedTypes.createPolicy('default', {
			createScriptURL(url) {
				const { origin, pathname } = new URL(url, location.href);
				const own = pathname.startsWith('/_app/immutable/') || pathname === '/push.js';
				if (origin === location.origin && own) return url;
				throw new TypeError('script not allowed: ' + pathname);
			}
		});
	}
})();
