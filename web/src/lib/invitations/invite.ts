import { api, must, once, type Invitation, type NewInvitation } from '#lib/api';

/** Invites somebody; `key` makes a second try after a lost answer harmless. */
export function invite(
	body: NewInvitation,
	key: string = crypto.randomUUID()
): Promise<Invitation> {
	return must(api.POST('/api/v1/invitations', { body, headers: once(key) }));
}
