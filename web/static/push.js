// Runs in the background for push messages alone: shows what was told, and opens the notices when it
// is tapped. It caches nothing, fetches nothing and answers no request of a page.
((worker) => {
	const NOTICES = '/notices';

	/** What came, as far as it can be read: whoever pushes something else gets a bare line shown. */
	function told(data) {
		try {
			const notice = data.json();
			return typeof notice === 'object' && notice !== null ? notice : {};
		} catch {
			return {};
		}
	}

	const line = (value) => (typeof value === 'string' ? value : '');

	function show({ id, title, text, urgent }) {
		return worker.registration.showNotification(line(title) || 'Muster', {
			body: line(text),
			// The same notice twice is one.
			tag: line(id) || 'notices',
			requireInteraction: urgent === true
		});
	}

	/** In the window that is there, or a new one. */
	async function open() {
		const windows = await worker.clients.matchAll({
			type: 'window',
			includeUncontrolled: true
		});
		const there =
			windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0];
		if (!there) return worker.clients.openWindow(NOTICES);
		await there.focus();
		there.postMessage({ open: NOTICES });
	}

	worker.addEventListener('install', () => worker.skipWaiting());
	worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
	worker.addEventListener('push', (event) => event.waitUntil(show(told(event.data))));
	worker.addEventListener('notificationclick', (event) => {
		event.notification.close();
		event.waitUntil(open());
	});
})(self);
