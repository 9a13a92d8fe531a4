/** The columns of the list of assets, shared by its head and its rows. */
export const COLUMNS =
	'grid-cols-[5.5rem_minmax(10rem,1.4fr)_minmax(6rem,1fr)_minmax(8rem,1.2fr)_minmax(7rem,1fr)]';
