/** The columns of the list of tokens, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[minmax(10rem,1.4fr)_minmax(8rem,1fr)_8rem_minmax(8rem,1fr)_minmax(9rem,1fr)]';
