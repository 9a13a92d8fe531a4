import { redirect } from '@sveltejs/kit';
import { servesOnly } from '#lib/shell/navigation';
import type { PageLoad } from './$types';

/** Whoever only serves begins with their own work. */
export const load: PageLoad = async ({ parent }) => {
	const { me } = await parent();
	if (servesOnly((permission) => me.grants.some((grant) => grant.permission === permission))) {
		redirect(307, '/my-work');
	}
};
