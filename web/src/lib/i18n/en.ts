import { audit } from './en/audit';
import { common, errors } from './en/common';
import { customers } from './en/customers';
import { imports } from './en/imports';
import { jobs } from './en/jobs';
import { members } from './en/members';
import { search } from './en/search';
import { session, shell } from './en/shell';
import { overview } from './en/overview';
import { sites } from './en/sites';

export const en = {
	audit,
	common,
	customers,
	errors,
	imports,
	jobs,
	members,
	overview,
	search,
	session,
	shell,
	sites
};

export type Messages = typeof en;
