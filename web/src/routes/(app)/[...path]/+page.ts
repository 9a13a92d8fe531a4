import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** Whatever is no page: said inside the frame, so that the way back is at hand. */
export const load: PageLoad = () => error(404, { code: 'not-found', message: 'not found' });
