/** The columns of the list of customers, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[5rem_minmax(10rem,1.4fr)_minmax(6rem,1fr)_minmax(9rem,1.2fr)_4rem_6rem]';
