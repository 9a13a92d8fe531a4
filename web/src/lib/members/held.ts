import type { Member } from '#lib/api';
import { t } from '#lib/i18n';
import { members as words } from '#lib/i18n/en/members';

/** Roles of a member in a line: `Dispatcher (North Station), Auditor`. */
export function rolesLine(member: Pick<Member, 'roles'>): string {
	return member.roles
		.map(({ name, unit }) => (unit ? `${name} (${unit.name})` : name))
		.join(', ');
}

/** What there is of a member that can be kept out of the directory. */
export const HIDEABLE = ['email', 'phone', 'reference'] as const;

/** A fact of a member as it is shown to whoever looks: it may be kept from them. */
export function shownFact(member: Member, field: (typeof HIDEABLE)[number]): string {
	return member[field] ?? (member.hidden.includes(field) ? words.hidden : t.common.nothing);
}
