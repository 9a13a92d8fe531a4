import { errors } from './en/everywhere';

/** What is wrong with one field: our own words where the code is known, else the server's. */
export function fieldText({ code, message }: { code: string; message: string }): string {
	const known = errors.fields[code];
	if (known) return known;
	const text = message.charAt(0).toUpperCase() + message.slice(1);
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
