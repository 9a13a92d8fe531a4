/** Calendar days, which have no zone, as people read them. */

const kept = new Map<string, Intl.DateTimeFormat>();

function written(
	day: string,
	locale: string | undefined,
	options: Intl.DateTimeFormatOptions
): string {
	const key = `${locale} ${JSON.stringify(options)}`;
	let format = kept.get(key);
	if (!format)
		kept.set(key, (format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })));
	const at = new Date(`${day}T00:00:00Z`);
	return Number.isNaN(at.getTime()) ? day : format.format(at);
}

const SHORT = { day: 'numeric', month: 'short' } as const;
const DATE = { ...SHORT, year: 'numeric' } as const;

/** `12 Mar` */
export function shortDay(day: string, locale: string | undefined): string {
	return written(day, locale, SHORT);
}

/** `12 Mar 2027` */
export function dayText(day: string, locale: string | undefined): string {
	return written(day, locale, DATE);
}

/** `Fri, 12 Mar 2027` */
export function longDay(day: string, locale: string | undefined): string {
	return written(day, locale, { weekday: 'short', ...DATE });
}

/** `March 2027` */
export function monthText(month: string, locale: string | undefined): string {
	return written(`${month}-01`, locale, { month: 'long', year: 'numeric' });
}

/** `12 March` */
export function yearDay(day: string, locale: string | undefined): string {
	return written(day, locale, { day: 'numeric', month: 'long' });
}

/** `5 Mar – 26 Mar 2027`: the year once where it is one. */
export function spanOfDays(from: string, until: string, locale: string | undefined): string {
	if (from === until) return dayText(from, locale);
	const begin =
		from.slice(0, 4) === until.slice(0, 4) ? shortDay(from, locale) : dayText(from, locale);
	return `${begin} – ${dayText(until, locale)}`;
}
