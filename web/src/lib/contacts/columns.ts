/** The columns of the list of contacts, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[minmax(9rem,1.2fr)_minmax(9rem,1.2fr)_minmax(10rem,1.4fr)_minmax(7rem,0.8fr)_7rem_2.5rem]';
