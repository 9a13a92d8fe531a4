import { error } from '@sveltejs/kit';
import { api, must } from '#lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, depends }) => {
	depends('muster:webhook');
	const { items } = await must(api.GET('/api/v1/webhooks'));
	const webhook = items.find(({ id }) => id === params.id);
	if (!webhook) error(404, { message: 'Not found', code: 'not-found' });
	return { webhook };
};
