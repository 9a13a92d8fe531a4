/** Hours and days of the board in words, in the zone of the organisation. Formatters are costly and kept. */

import type { Formats } from '#lib/format/formats';

export class Clock {
	readonly #time: Intl.DateTimeFormat;
	readonly #weekday: Intl.DateTimeFormat;
	readonly #whole: Intl.DateTimeFormat;
	readonly #month: Intl.DateTimeFormat;
	readonly #day: Intl.DateTimeFormat;
	readonly #hours: Intl.NumberFormat;

	constructor({ zone, locale }: Formats) {
		const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
		const days = (options: Intl.DateTimeFormatOptions) =>
			new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
		this.#time = new Intl.DateTimeFormat(locale, { timeZone: zone, ...clock });
		this.#day = new Intl.DateTimeFormat(locale, {
			timeZone: zone,
			weekday: 'short',
			day: 'numeric',
			month: 'short'
		});
		this.#weekday = days({ weekday: 'short', day: 'numeric' });
		this.#whole = days({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
		this.#month = days({ month: 'long', year: 'numeric' });
		this.#hours = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
	}

	time(at: number): string {
		return this.#time.format(at);
	}

	/** Day and hours; the day once where both ends are on it. */
	span({ start, end }: { start: number; end: number }): string {
		const [from, until] = [this.#day.format(start), this.#day.format(end - 1)];
		return from === until
			? `${from}, ${this.time(start)}–${this.time(end)}`
			: `${from} ${this.time(start)} – ${until} ${this.time(end)}`;
	}

	hours({ start, end }: { start: number; end: number }): string {
		return `${this.time(start)}–${this.time(end)}`;
	}

	/** `Mon 23` of a `YYYY-MM-DD`. */
	weekday(day: string): string {
		return this.#weekday.format(new Date(`${day}T00:00:00Z`));
	}

	/** What the board shows, as its heading: a day, a span of days, a month. */
	heading(view: 'day' | 'week' | 'month', days: readonly string[]): string {
		const at = (day = '') => new Date(`${day}T00:00:00Z`);
		const [first, last] = [at(days[0]), at(days.at(-1))];
		if (view === 'day') return this.#whole.format(first);
		if (view === 'month') return this.#month.format(first);
		const short = new Intl.DateTimeFormat(this.#whole.resolvedOptions().locale, {
			timeZone: 'UTC',
			day: 'numeric',
			month: 'short',
			year: 'numeric'
		});
		return short.formatRange(first, last);
	}

	number(hours: number): string {
		return this.#hours.format(hours);
	}
}
