/** The columns of the list of events, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[5.5rem_minmax(10rem,1.4fr)_minmax(11rem,1fr)_minmax(7rem,1fr)_8rem_8rem]';
