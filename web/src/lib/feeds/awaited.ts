/** What calendar feeds answer, until it stands in the generated description. */

export interface Feed {
	id: string;
	version: number;
	name: string;
	created_at: string;
	/** The beginning of its secret, to tell one from another. */
	prefix: string;
}

/** The secret address is told once, when it is made. */
export interface MadeFeed extends Feed {
	address: string;
}
