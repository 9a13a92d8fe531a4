import { MediaQuery } from 'svelte/reactivity';

/** Rows take two lines of 60 px where columns have no room. */
export const narrow = new MediaQuery('(max-width: 767px)', false);
