import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:account');
	const [sessions, factors, devices] = await Promise.all([
		must(api.GET('/api/v1/me/sessions')),
		must(api.GET('/api/v1/me/factors')),
		must(api.GET('/api/v1/me/devices'))
	]);
	return { sessions: sessions.items, factors, devices: devices.items };
};
