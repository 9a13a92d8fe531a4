import type { Formats } from '#lib/format/formats';
import { t } from '#lib/i18n';
import { events as eventsWords } from '#lib/i18n/en/events';
import { jobs as jobsWords } from '#lib/i18n/en/jobs';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function known(words: Record<string, string>, key: string): string | undefined {
	return Object.hasOwn(words, key) ? words[key] : undefined;
}

function humanise(name: string): string {
	return name.replaceAll(/[._-]+/g, ' ').trim();
}

/** `job.created` as what somebody did: “created the job”. */
export function actionWords(action: string): string {
	const words = known(eventsWords.action, action);
	if (words) return words;
	const [subject = '', ...verb] = action.split('.');
	return verb.length > 0 ? `${humanise(subject)}: ${humanise(verb.join(' '))}` : humanise(action);
}

export function fieldWords(field: string): string {
	const words = known(jobsWords.field, field);
	if (words) return words;
	const text = humanise(field.replace(/_(id|at)$/, ''));
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A value of a change, as a person would say it; null when there is none. */
export function valueWords(field: string, value: unknown, formats: Formats): string | null {
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'boolean') return value ? t.common.yes : t.common.no;
	if (typeof value === 'number') return String(value);
	if (typeof value === 'string') {
		if (INSTANT.test(value)) return formats.dateTime(value);
		if (field === 'status') return known(jobsWords.status, value) ?? value;
		if (field === 'priority') return known(jobsWords.priorityLong, value) ?? value;
		if (/(^|\.)(hold|cancellation|.*reason)$/.test(field)) {
			return (
				known(jobsWords.holdReason, value) ?? known(jobsWords.cancelReason, value) ?? value
			);
		}
		return value;
	}
	if (Array.isArray(value)) {
		return value.map((one) => valueWords(field, one, formats) ?? t.common.nothing).join(', ');
	}
	const record = value as Record<string, unknown>;
	if (typeof record.name === 'string') return record.name;
	if (typeof record.reason === 'string') return valueWords('reason', record.reason, formats);
	return JSON.stringify(value);
}
