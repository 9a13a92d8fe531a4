import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ depends }) => {
	depends('muster:mail');
	return { mail: await must(api.GET('/api/v1/mail')) };
};
