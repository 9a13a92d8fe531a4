// Runs in the background for push messages alone: shows what was told, and opens its notice when it is
// tapped. It caches nothing, fetches nothing and answers no request of a page.
((worker) => {
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

	function show({ id, title, urgent }) {
		return worker.registration.showNotification(line(title) || 'Muster', {
			// The same notice twice is one.
			tag: line(id) || 'notices',
			requireInteraction: urgent === true,
			data: line(id)
		});
	}

	/** Where a notice is opened; all of them where it is not known which. */
	const place = (id) => (/^ntc_[a-z0-9]+$/.test(line(id)) ? '/notices?open=' + id : '/notices');

	/** In the window that is there, or a new one. */
	async function open(path) {
		const windows = await worker.clients.matchAll({
			type: 'window',
			includeUncontrolled: true
		});
		const there =
			windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0];
		if (!there) return worker.clients.openWindow(path);
		// Not every browser lets it come to the front; it goes there all the same.
		await there.focus().catch(() => undefined);
		there.postMessage({ open: path });
	}

	worker.addEventListener('install', () => worker.skipWaiting());
	worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
	worker.addEventListener('push', (event) => event.waitUntil(show(told(event.data))));
	worker.addEventListener('notificationclick', (event) => {
		event.notification.close();
		event.waitUntil(open(place(event.notification.data)));
	});
})(self);
