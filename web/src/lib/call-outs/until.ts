const HOUR = 3_600_000;
const STEP = 5 * 60_000;

/** Until when answers count unless one says otherwise: an hour, and no longer than half the time that is left. */
export function usualUntil(start: string, now: number): string {
	const left = Math.max(0, Date.parse(start) - now);
	const until = now + Math.min(HOUR, left / 2);
	const whole = Math.ceil(until / STEP) * STEP;
	return new Date(whole < now + left ? whole : until).toISOString();
}
