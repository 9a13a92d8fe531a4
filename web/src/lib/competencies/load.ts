import { must } from '#lib/api';
import { awaited } from '#lib/api/awaited';
import { competencies as words } from '#lib/i18n/en/competencies';
import type { Competency, NeededCompetency } from '#lib/roster/awaited';

export async function loadCompetencies(): Promise<Competency[]> {
	return (await must(awaited.GET<{ items: Competency[] }>('/api/v1/competencies'))).items;
}

/** `First aid: Advanced or higher`, as requirements say what they ask for. */
export function askedText({ name, level, level_name }: NeededCompetency): string {
	if (!level) return name;
	return `${name}: ${words.orHigher(level_name ?? String(level))}`;
}
