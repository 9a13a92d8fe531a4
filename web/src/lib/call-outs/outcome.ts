import type { MyCallOut } from '#lib/api';
import type { notices } from '#lib/i18n/en/notices';

/** What came of an answer, under the name its words have; null while there is none. */
export function outcomeOf({
	answer,
	outcome
}: Pick<MyCallOut, 'answer' | 'outcome'>): keyof typeof notices.answer.outcomes | null {
	if (answer === null) return null;
	return answer === 'no' ? 'declined' : (outcome ?? 'noted');
}
