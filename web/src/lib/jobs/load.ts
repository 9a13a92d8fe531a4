import { api, must, type Job } from '#lib/api';

/**
 * The job as it is now. Every page asks for itself: an editor must start from the newest version,
 * also when acts on the page before have changed it.
 */
export async function loadJob(id: string): Promise<{ job: Job }> {
	return { job: await must(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } })) };
}
