import { account } from './en/account';
import { audit } from './en/audit';
import { common, errors } from './en/everywhere';
import { customers } from './en/customers';
import { imports } from './en/imports';
import { events, forms, jobs } from './en/jobs';
import { members } from './en/members';
import { search } from './en/search';
import { session, shell } from './en/shell';
import { overview } from './en/overview';
import { sites } from './en/sites';
import { units } from './en/units';

export const en = {
	account,
	audit,
	common,
	customers,
	errors,
	events,
	forms,
	imports,
	jobs,
	members,
	overview,
	search,
	session,
	shell,
	sites,
	units
};

export type Messages = typeof en;
