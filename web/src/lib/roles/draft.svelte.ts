import { api, AppError, ifMatch, must, type CustomRole, type Scope } from '#lib/api';
import { changedFields } from '#lib/forms/merge';
import { grantsOf, listOf, withGrant, type Grants, type Reaching } from './matrix';

type Reached = Record<string, string | null>;

/** A role being changed: what it granted when opened, what has been set since, and what another saved. */
export class RoleDraft {
	base: CustomRole = $state.raw() as CustomRole;
	grants: Grants = $state.raw({});
	busy = $state(false);
	error: AppError | null = $state.raw(null);
	theirs: CustomRole | null = $state.raw(null);

	readonly changed: string[] = $derived(
		changedFields(this.reached(this.before), this.reached(this.grants))
	);

	constructor(role: CustomRole) {
		this.start(role);
	}

	get before(): Grants {
		return grantsOf(this.base.grants);
	}

	start(role: CustomRole): void {
		this.base = role;
		this.grants = grantsOf(role.grants);
		this.error = null;
		this.theirs = null;
	}

	set(permission: string, scope: Reaching): void {
		this.grants = withGrant(this.grants, permission, scope);
	}

	/** For the comparison of three: every permission that any side speaks of. */
	reached(grants: Grants): Reached {
		const spoken = [this.base, this.theirs].flatMap((role) => role?.grants ?? []);
		const names = [
			...spoken.map(({ permission }) => permission),
			...Object.keys(this.grants),
			...Object.keys(grants)
		];
		return Object.fromEntries(names.map((name) => [name, grants[name] ?? null]));
	}

	/** The role as stored now; null when it was refused or somebody else was faster. */
	async save(): Promise<CustomRole | null> {
		this.busy = true;
		this.error = null;
		try {
			const params = { path: { id: this.base.id } };
			const headers = ifMatch({ version: this.base.version ?? 0 });
			const body = { grants: listOf(this.grants) };
			const saved = await must(api.PATCH('/api/v1/roles/{id}', { params, headers, body }));
			this.start(saved);
			return saved;
		} catch (error) {
			const known = AppError.from(error);
			if (known.code === 'stale' && known.current) this.theirs = known.current as CustomRole;
			else this.error = known;
			return null;
		} finally {
			this.busy = false;
		}
	}

	/** Goes on from their version with what was agreed upon. */
	settle(values: Reached): void {
		if (this.theirs) this.base = this.theirs;
		this.theirs = null;
		this.grants = Object.fromEntries(
			Object.entries(values).filter((entry): entry is [string, Scope] => entry[1] !== null)
		);
	}
}
