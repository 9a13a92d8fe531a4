/** One grid for the header and every line; columns give way to the title as the room shrinks. */
export const columns =
	'grid items-center gap-3 px-4 grid-cols-[5rem_7rem_2.5rem_minmax(0,1fr)_6.75rem] ' +
	'@min-[56rem]:grid-cols-[5rem_7rem_2.5rem_minmax(0,1fr)_10rem_6.75rem_5rem] ' +
	'@min-[72rem]:grid-cols-[5rem_7rem_2.5rem_minmax(0,1fr)_11rem_11rem_6.75rem_5rem]';

export const fromMedium = 'hidden @min-[56rem]:block';
export const fromLarge = 'hidden @min-[72rem]:block';
