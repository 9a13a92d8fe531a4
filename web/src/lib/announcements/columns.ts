/** The columns of the list of announcements, shared by its head and its rows. */
export const COLUMNS = 'grid-cols-[minmax(12rem,1fr)_14rem_5rem_5rem_6rem]';
