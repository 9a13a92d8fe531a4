/** The columns of the list of call-outs, shared by its head and its rows. */
export const COLUMNS = 'grid-cols-[minmax(14rem,1fr)_14rem_8rem_12rem_7rem]';
