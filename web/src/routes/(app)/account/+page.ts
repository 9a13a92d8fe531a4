import { api, must } from '#lib/api';

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:account');
	return { sessions: (await must(api.GET('/api/v1/me/sessions'))).items };
};
