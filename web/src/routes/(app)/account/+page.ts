import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

const NO_PROVIDER = { offered: false, label: null, linked: null };

export const load: PageLoad = async ({ depends }) => {
	depends('muster:account');
	const [sessions, factors, devices, singleSignOn] = await Promise.all([
		must(api.GET('/api/v1/me/sessions')),
		must(api.GET('/api/v1/me/factors')),
		must(api.GET('/api/v1/me/devices')),
		// The rest of one's account does not depend on a provider.
		must(api.GET('/api/v1/me/single-sign-on')).catch(() => NO_PROVIDER)
	]);
	return { sessions: sessions.items, factors, devices: devices.items, singleSignOn };
};
