/** Minutes as hours and minutes: `6 h 30 min`. */
export function duration(minutes: number): string {
	const [sign, whole] = [minutes < 0 ? '−' : '', Math.abs(Math.round(minutes))];
	const [hours, rest] = [Math.floor(whole / 60), whole % 60];
	const parts = [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`];
	return sign + parts.filter(Boolean).join(' ');
}

/** What a person types for a duration: `6:30`, `6.5`, `6,5`, `6 h 30`; null when it is none. */
export function minutesOf(text: string): number | null {
	const clock = /^\s*(\d{1,3})\s*(?::|h)\s*(\d{1,2})?\s*(?:min)?\s*$/.exec(text);
	if (clock) {
		const rest = Number(clock[2] ?? 0);
		return rest < 60 ? Number(clock[1]) * 60 + rest : null;
	}
	const hours = Number(text.trim().replace(',', '.'));
	return text.trim() && Number.isFinite(hours) && hours >= 0 ? Math.round(hours * 60) : null;
}
