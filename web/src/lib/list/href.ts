/** The address of a list with one parameter set, or taken out when empty. */
export function withParam(
	url: Pick<URL, 'pathname' | 'search'>,
	name: string,
	value: string
): string {
	const params = new URLSearchParams(url.search);
	if (value) params.set(name, value);
	else params.delete(name);
	const search = params.toString();
	return search ? `${url.pathname}?${search}` : url.pathname;
}
