import { api, must } from '#lib/api';
import { t } from '#lib/i18n';

/** What roles are called. Who may not see the roles themselves knows the built-in ones all the same. */
export class RoleNames {
	readonly #own: ReadonlyMap<string, string>;

	constructor(own: ReadonlyMap<string, string> = new Map()) {
		this.#own = own;
	}

	static async load(): Promise<RoleNames> {
		const roles = await must(api.GET('/api/v1/roles')).catch(() => ({ items: [] }));
		const own = roles.items.filter((role) => !role.built_in);
		return new RoleNames(new Map(own.map(({ id, name }) => [id, name])));
	}

	of(role: string): string {
		const built: Record<string, string> = t.shell.roleNames;
		return this.#own.get(role) ?? built[role] ?? role;
	}

	/** All roles there are, the built-in ones first. */
	get all(): string[] {
		return [...Object.keys(t.shell.roleNames), ...this.#own.keys()];
	}
}
