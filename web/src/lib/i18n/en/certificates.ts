export const certificates = {
	title: 'Certificates',
	mine: 'My certificates',
	add: 'Add certificate',
	addTitle: (name: string) => `A certificate of ${name}`,
	claimTitle: 'A certificate of yours',
	claimText: 'Somebody who may do so checks it against the paper. Until then it does not count.',
	claimed: 'Sent to be checked.',
	added: 'Certificate added.',
	none: 'No certificates.',
	mineEmpty: 'No certificates yet',
	mineEmptyText:
		'Places that ask for a competency are open to you once a certificate of it stands here and has been checked.',
	competency: 'Competency',
	level: 'Level',
	from: 'Valid from',
	until: 'Valid until',
	untilHint: 'The last day it is valid. Empty: it does not end.',
	reference: 'Number on the paper',
	note: 'Note',
	evidence: 'Evidence',
	evidenceHint: 'After saving you can add the paper as PDF or picture.',
	states: {
		pending: 'To be checked',
		valid: 'Valid',
		expiring: 'Expires soon',
		expired: 'Expired',
		revoked: 'Revoked'
	},
	span: (from: string, until: string) => `${from} – ${until}`,
	since: (from: string) => `since ${from}, without end`,
	checkedBy: (name: string, when: string) => `checked by ${name}, ${when}`,
	verify: 'Confirm',
	verifyTitle: (what: string, who: string) => `Confirm ${what} of ${who}?`,
	verifyText:
		'You have seen the paper, and it is what it says. From now on the certificate counts.',
	verified: (what: string) => `${what} confirmed.`,
	revoke: 'Revoke',
	revokeTitle: (what: string, who: string) => `Revoke ${what} of ${who}?`,
	revokeText:
		'It stops counting at once. Places that were given because of it stay, and are marked for you to look at.',
	reason: 'Reason',
	revoked: (what: string) => `${what} revoked.`
};
