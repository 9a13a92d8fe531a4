/** The columns of the list of imports, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[minmax(10rem,1.4fr)_8.5rem_minmax(12rem,1.4fr)_minmax(8rem,1fr)_9.5rem]';
