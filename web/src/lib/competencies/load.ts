import { api, must, type Asked, type Competency } from '#lib/api';
import { competencies as words } from '#lib/i18n/en/competencies';

export async function loadCompetencies(): Promise<Competency[]> {
	return (await must(api.GET('/api/v1/competencies'))).items;
}

/** `First aid: Advanced or higher`, as requirements say what they ask for. */
export function askedText({ id, level }: Asked, known: readonly Competency[]): string {
	const competency = known.find((one) => one.id === id);
	if (!competency) return words.unknown;
	const name = level ? competency.levels[level - 1] : undefined;
	return name ? `${competency.name}: ${words.orHigher(name)}` : competency.name;
}
