/** The columns of the lists of webhooks and of deliveries, shared by their heads and rows. */
export const COLUMNS =
	'grid-cols-[minmax(9rem,1fr)_minmax(12rem,1.6fr)_minmax(8rem,1fr)_9rem_8rem]';
export const DELIVERY_COLUMNS = 'grid-cols-[10rem_minmax(8rem,1fr)_minmax(10rem,1.4fr)_4rem_7rem]';
