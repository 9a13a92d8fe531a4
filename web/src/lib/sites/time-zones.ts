/** The zones this browser knows, as suggestions; the server decides what it takes. */
export const timeZones: readonly string[] = Intl.supportedValuesOf('timeZone');
