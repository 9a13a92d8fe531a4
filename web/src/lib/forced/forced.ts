import { api, must, type Assignment, type Page } from '#lib/api';

export interface Stretch {
	from?: string;
	until?: string;
}

export function forcedPage(
	between: Stretch,
	cursor: string | undefined,
	signal: AbortSignal
): Promise<Page<Assignment>> {
	const query = { ...between, limit: 50, cursor };
	return must(api.GET('/api/v1/reports/forced', { params: { query }, signal }));
}
