/** The columns of the list of members, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[minmax(10rem,1.3fr)_minmax(7rem,1fr)_minmax(9rem,1.2fr)_6rem_7.5rem_8rem]';
