/** A customer's number as people write it: `C-000042`. */
export function customerNumber(number: number): string {
	return `C-${String(number).padStart(6, '0')}`;
}
