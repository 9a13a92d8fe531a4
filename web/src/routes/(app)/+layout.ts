import { redirect } from '@sveltejs/kit';
import { api, must } from '#lib/api';
import { AppError } from '#lib/api/problem';
import type { LayoutLoad } from './$types';

/** Everything in this group needs a signed-in member; others are sent to sign in and back again. */
export const load: LayoutLoad = async ({ url, depends, untrack }) => {
	depends('muster:me');
	const by = (place: string) => {
		const next = untrack(() => url.pathname + url.search);
		return next === '/' ? place : `${place}?next=${encodeURIComponent(next)}`;
	};
	try {
		const me = await must(api.GET('/api/v1/me'));
		if (me.must.length === 0) return { me };
	} catch (error) {
		if (!(error instanceof AppError) || error.status !== 401) throw error;
		redirect(303, by('/sign-in'));
	}
	// Until a second step is set up the server answers nothing else.
	redirect(303, by('/enrol'));
};
