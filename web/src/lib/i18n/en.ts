import { account } from './en/account';
import { alerts } from './en/alerts';
import { audit } from './en/audit';
import { common, errors } from './en/everywhere';
import { contacts } from './en/contacts';
import { customers } from './en/customers';
import { imports } from './en/imports';
import { events, forms, jobs } from './en/jobs';
import { invitations } from './en/invitations';
import { members, people } from './en/members';
import { memberFields, ranks } from './en/people-setup';
import { access, approvals, reviews, roles } from './en/roles';
import { search } from './en/search';
import { factors, session, signIns, stepUp } from './en/sign-in';
import { mail, networks, policy, support, tokens, webhooks } from './en/security';
import { singleSignOn } from './en/single-sign-on';
import { shell } from './en/shell';
import { overview } from './en/overview';
import { sites } from './en/sites';
import { auditTabs, letters, publication, retention, streams, witnesses } from './en/streams';
import { units } from './en/units';
import { views } from './en/views';

export const en = {
	access,
	account,
	alerts,
	approvals,
	audit,
	auditTabs,
	common,
	contacts,
	customers,
	errors,
	events,
	factors,
	forms,
	imports,
	invitations,
	jobs,
	letters,
	mail,
	memberFields,
	members,
	networks,
	overview,
	policy,
	people,
	publication,
	ranks,
	retention,
	reviews,
	roles,
	search,
	session,
	shell,
	signIns,
	singleSignOn,
	sites,
	stepUp,
	streams,
	support,
	tokens,
	units,
	views,
	webhooks,
	witnesses
};

export type Messages = typeof en;
