import { loadJob } from '#lib/jobs/load';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => loadJob(params.id);
