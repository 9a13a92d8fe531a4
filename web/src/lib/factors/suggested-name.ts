const KINDS: readonly [RegExp, string][] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android phone'],
	[/Macintosh/, 'Mac'],
	[/Windows/, 'Windows computer'],
	[/CrOS/, 'Chromebook'],
	[/Linux/, 'Linux computer']
];

/** What most people would call the device they sit at. */
export function suggestedName(userAgent: string): string {
	return KINDS.find(([sign]) => sign.test(userAgent))?.[1] ?? '';
}
