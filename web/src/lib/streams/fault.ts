/** Why something did not arrive, as the server's code says it: `no-connection` → “no connection”. */
export function faultText(fault: string | null): string {
	return (fault ?? '').replaceAll('-', ' ');
}
