/** What assets answer, until it stands in the generated description. */

import type { JobStatus } from '#lib/api';
import type { Named } from '#lib/roster/awaited';
import type { SiteLink } from '#lib/visits/awaited';

export interface Asset {
	id: string;
	version: number;
	number: string;
	name: string;
	kind: string;
	maker: string | null;
	model: string | null;
	serial: string | null;
	notes: string;
	site: SiteLink | null;
	customer: Named | null;
	unit: Named | null;
	installed_at: string | null;
	retired_at: string | null;
}
export interface AssetHistory {
	placements: { site: SiteLink | null; from: string; until: string | null }[];
	jobs: { id: string; number: string; title: string; type: string; status: JobStatus }[];
}
