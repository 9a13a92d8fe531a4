import { api, must, type Page } from '#lib/api';

interface Named {
	id: string;
	name: string;
}

/** A place that was given against the rules. */
export interface Forced {
	id: string;
	kind: 'session' | 'visit' | 'duty' | 'on_call';
	owner_id: string | null;
	member: Named;
	start: string;
	end: string;
	zone: string;
	title: string;
	state:
		| 'offered'
		| 'confirmed'
		| 'on_duty'
		| 'worked'
		| 'declined'
		| 'withdrawn'
		| 'released'
		| 'cancelled'
		| 'no_show';
	forced: { by: Named | null; reason: string; rules: string[] } | null;
}

export interface Stretch {
	from?: string;
	until?: string;
}

export function forcedPage(
	between: Stretch,
	cursor: string | undefined,
	signal: AbortSignal
): Promise<Page<Forced>> {
	const query = { ...between, limit: 50, cursor };
	return must(api.GET('/api/v1/reports/forced', { params: { query }, signal }));
}
