/** The columns of the list of plans, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[minmax(10rem,1.3fr)_minmax(9rem,1.2fr)_minmax(10rem,1.2fr)_7rem_7rem_7rem]';
