import { redirect } from '@sveltejs/kit';
import { api, must } from '#lib/api';
import { AppError } from '#lib/api/problem';
import type { LayoutLoad } from './$types';

/** Everything in this group needs a signed-in member; others are sent to sign in and back again. */
export const load: LayoutLoad = async ({ url, depends, untrack }) => {
	depends('muster:me');
	try {
		return { me: await must(api.GET('/api/v1/me')) };
	} catch (error) {
		if (!(error instanceof AppError) || error.status !== 401) throw error;
		const next = untrack(() => url.pathname + url.search);
		redirect(303, next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);
	}
};
