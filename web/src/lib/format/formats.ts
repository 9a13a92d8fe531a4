import { createContext } from 'svelte';
import { dayText, shortDay } from './calendar-day';

const DASH = '—';

type Instant = string | null | undefined;

/**
 * Dates and numbers through `Intl`, in the zone of the organisation, whatever the zone of the
 * person's machine is. Formatters are costly to make and are kept.
 */
export class Formats {
	readonly zone: string;
	readonly locale: string | undefined;
	readonly #dateTime: Intl.DateTimeFormat;
	readonly #date: Intl.DateTimeFormat;
	readonly #dateThisYear: Intl.DateTimeFormat;
	readonly #time: Intl.DateTimeFormat;
	readonly #full: Intl.DateTimeFormat;
	readonly #parts: Intl.DateTimeFormat;
	readonly #number: Intl.NumberFormat;
	readonly #relative: Intl.RelativeTimeFormat;

	constructor(zone: string, locale?: string) {
		this.zone = zone;
		this.locale = locale;
		const timeZone = zone;
		const day = { day: 'numeric', month: 'short' } as const;
		const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
		const dates = (options: Intl.DateTimeFormatOptions) =>
			new Intl.DateTimeFormat(locale, { timeZone, ...options });
		this.#dateTime = dates({ ...day, year: 'numeric', ...clock });
		this.#date = dates({ ...day, year: 'numeric' });
		this.#dateThisYear = dates(day);
		this.#time = dates(clock);
		this.#full = dates({ dateStyle: 'full', timeStyle: 'long' });
		this.#parts = new Intl.DateTimeFormat('en-CA', {
			timeZone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			...clock
		});
		this.#number = new Intl.NumberFormat(locale);
		this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
	}

	number(value: number): string {
		return this.#number.format(value);
	}

	dateTime(instant: Instant): string {
		return instant ? this.#dateTime.format(new Date(instant)) : DASH;
	}

	date(instant: Instant): string {
		return instant ? this.#date.format(new Date(instant)) : DASH;
	}

	/** For tables: the time today, day and month this year, else the whole date. */
	short(instant: Instant, now = new Date()): string {
		if (!instant) return DASH;
		const date = new Date(instant);
		const [then, today] = [this.localDate(date), this.localDate(now)];
		if (then === today) return this.#time.format(date);
		return (then.slice(0, 4) === today.slice(0, 4) ? this.#dateThisYear : this.#date).format(
			date
		);
	}

	/** For titles and tooltips: everything, with the zone. */
	full(instant: Instant): string {
		return instant ? this.#full.format(new Date(instant)) : '';
	}

	/** A calendar day (`2015-03-01`), which has no zone, in the year that is meant anyway. */
	day(day: string): string {
		return shortDay(day, this.locale);
	}

	/** A calendar day with its year. */
	wholeDay(day: string): string {
		return dayText(day, this.locale);
	}

	relative(instant: Instant, now = new Date()): string {
		if (!instant) return DASH;
		const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
		const units: [Intl.RelativeTimeFormatUnit, number][] = [
			['year', 31_536_000],
			['month', 2_592_000],
			['week', 604_800],
			['day', 86_400],
			['hour', 3_600],
			['minute', 60]
		];
		for (const [unit, size] of units) {
			if (Math.abs(seconds) >= size)
				return this.#relative.format(Math.trunc(seconds / size), unit);
		}
		return this.#relative.format(0, 'minute');
	}

	/** For events: how long ago while that says something, the date after a week. */
	ago(instant: Instant, now = new Date()): string {
		if (!instant) return DASH;
		const age = now.getTime() - new Date(instant).getTime();
		return Math.abs(age) < 7 * 86_400_000
			? this.relative(instant, now)
			: this.short(instant, now);
	}

	bytes(value: number): string {
		const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
		const step = value < 1 ? 0 : Math.min(3, Math.floor(Math.log(value) / Math.log(1000)));
		return new Intl.NumberFormat(this.locale, {
			style: 'unit',
			unit: units[step] ?? 'byte',
			unitDisplay: step === 0 ? 'long' : 'short',
			maximumFractionDigits: step === 0 ? 0 : 1
		}).format(value / 1000 ** step);
	}

	/** The day of an instant in the organisation's zone, as `YYYY-MM-DD`. */
	localDate(date: Date): string {
		return this.#wall(date).slice(0, 10);
	}

	/** An instant as the value of `<input type="datetime-local">`, in the organisation's zone. */
	toLocalInput(instant: Instant): string {
		return instant ? this.#wall(new Date(instant)) : '';
	}

	/** What was typed into `<input type="datetime-local">`, as an instant; null when empty. */
	fromLocalInput(value: string): string | null {
		if (!value) return null;
		const wall = new Date(`${value.slice(0, 16)}:00Z`).getTime();
		if (Number.isNaN(wall)) return null;
		// The offset depends on the instant we look for: guess, then correct once.
		let instant = wall - this.#offset(wall);
		instant = wall - this.#offset(instant);
		return new Date(instant).toISOString();
	}

	#offset(instant: number): number {
		const rounded = Math.floor(instant / 60_000) * 60_000;
		return new Date(`${this.#wall(new Date(rounded))}:00Z`).getTime() - rounded;
	}

	#wall(date: Date): string {
		const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
		for (const { type, value } of this.#parts.formatToParts(date)) part[type] = value;
		return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
	}
}

export const [getFormats, setFormats] = createContext<Formats>();
