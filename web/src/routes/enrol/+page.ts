import { redirect } from '@sveltejs/kit';
import { api, must } from '#lib/api';
import { AppError } from '#lib/api/problem';
import { destination } from '#lib/sign-in/destination';
import type { PageLoad } from './$types';

/** Only for who is asked for a second step; others go where they wanted to go. */
export const load: PageLoad = async ({ url, depends }) => {
	depends('muster:me');
	const next = destination(url.searchParams);
	try {
		const me = await must(api.GET('/api/v1/me'));
		if (me.must.length > 0) return { me, next };
	} catch (error) {
		if (!(error instanceof AppError) || error.status !== 401) throw error;
		redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
	}
	redirect(303, next);
};
