import { api, must, type Deletion } from '#lib/api';

export function loadDeletion(): Promise<Deletion> {
	return must(api.GET('/api/v1/organisation/deletion'));
}
