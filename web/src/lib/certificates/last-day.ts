/** The last day of something that lasts so many months from a day on; empty when it does not end. */
export function lastDay(from: string, months: number | null): string {
	const start = new Date(`${from}T00:00:00Z`);
	if (months === null || Number.isNaN(start.getTime())) return '';
	const month = start.getUTCMonth() + months;
	// From the 31st on, a shorter month ends it on its own last day.
	const last = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
	const day = Math.min(start.getUTCDate(), last);
	const end = new Date(Date.UTC(start.getUTCFullYear(), month, day));
	if (day === start.getUTCDate()) end.setUTCDate(end.getUTCDate() - 1);
	return end.toISOString().slice(0, 10);
}
