import { createContext } from 'svelte';
import type { Me, Permission } from '#lib/api';

/** Who is signed in, and what they may do. The server decides; this only explains. */
export class Session {
	readonly #me: () => Me;
	/** The server said 401: ask for the password again without leaving the page. */
	ended = $state(false);
	/** The server wants a further factor enrolled before it does anything else. */
	factorNeeded = $state(false);
	constructor(me: () => Me) {
		this.#me = me;
	}

	get me(): Me {
		return this.#me();
	}

	can(permission: Permission): boolean {
		return this.me.grants.some((grant) => grant.permission === permission);
	}
}

export const [getSession, setSession] = createContext<Session>();
