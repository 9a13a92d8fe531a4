/** The columns of the list, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[9.5rem_minmax(8rem,12rem)_minmax(9rem,15rem)_minmax(8rem,1fr)_4rem]';
