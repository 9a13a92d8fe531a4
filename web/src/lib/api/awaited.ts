/**
 * What the server tells once its part is described: written by hand from the agreed contract, and
 * replaced by the generated types (through `contract.ts`) as soon as `schema.d.ts` has them.
 */

import type { Approval, SignIns } from './contract';

// --- single sign-on ---

export type SsoMode = 'off' | 'optional' | 'required';
export interface SingleSignOn {
	version: number;
	mode: SsoMode;
	issuer: string | null;
	client_id: string | null;
	has_secret: boolean;
	/** What members call the account, such as “Contoso account”. */
	label: string | null;
	redirect_uri: string;
	domains: string[];
	link_by_address: boolean;
	new_members: { role: string } | null;
	trust_second_factor: boolean;
	linked_members: number;
}
export type NewSingleSignOn = Pick<
	SingleSignOn,
	| 'mode'
	| 'issuer'
	| 'client_id'
	| 'label'
	| 'domains'
	| 'link_by_address'
	| 'new_members'
	| 'trust_second_factor'
> & {
	/** Not there or null keeps the one that is stored, empty takes it away. */
	client_secret?: string | null;
};
export interface FoundProvider {
	issuer: string;
	authorization_endpoint: string;
	token_endpoint: string;
	methods: string[];
}
export interface SsoLink {
	issuer: string;
	linked_at: string;
	last_used_at: string | null;
}
export interface MySingleSignOn {
	offered: boolean;
	label: string | null;
	linked: SsoLink | null;
}
/** What a record says of itself once its words are older than they are kept. */
export interface Erasable {
	erased?: boolean;
}
/** Whether a member's account is linked, where the server tells it. */
export type LinkedSignIns = SignIns & { single_sign_on?: SsoLink | null };

// --- streams and tellings of the log ---

export interface AuditStream {
	id: string;
	version: number;
	name: string;
	kind: 'syslog' | 'https';
	host: string | null;
	port: number | null;
	url: string | null;
	/** The authority that vouches for the receiver, as PEM, when it is not publicly known. */
	authority: string | null;
	state: 'flowing' | 'waiting' | 'paused';
	/** Records sent, and records that wait. */
	sent: number;
	behind: number;
	last_sent_at: string | null;
	fault: string | null;
	paused_at: string | null;
}
export interface NewAuditStream {
	name: string;
	kind: AuditStream['kind'];
	host?: string;
	port?: number;
	url?: string;
	authority?: string;
	from: 'now' | 'beginning';
}
/** A secret is told once, with the answer that made it. */
export type WithSecret<T> = T & { secret?: string };
export interface Trial {
	ok: boolean;
	fault: string | null;
}
export interface Publication {
	version: number;
	every: 'off' | 'hour' | 'day';
	mail: string[];
	url: string | null;
	last_at: string | null;
	last_size: number | null;
	fault: string | null;
}
export interface AlertLetters {
	version: number;
	on: boolean;
	members: { id: string; name: string }[];
}

// --- retention and witnesses ---

export interface Retention {
	version: number;
	/** Null: for ever. */
	months: number | null;
	/** Records before it are erased. */
	erased_before_seq: number | null;
	last_at: string | null;
	/** Records before it are erased a day after the log has said so. */
	lapsed_before_seq: number | null;
	lapsed_at: string | null;
}
export interface Witness {
	name: string;
	url: string;
	last_size: number | null;
	last_at: string | null;
	fault: string | null;
}

// --- the paths ---

interface Sent<B> {
	requestBody: { content: { 'application/json': B } };
}
interface Answers<T, Status extends number = 200> {
	responses: {
		[S in Status]: {
			headers: Record<string, unknown>;
			content: { 'application/json': T };
		};
	};
}
interface Nothing {
	responses: { 204: { headers: Record<string, unknown>; content?: never } };
}
interface Plain {
	parameters: { header?: never; cookie?: never; path?: never; query?: never };
}
interface ById {
	parameters: { header?: never; cookie?: never; path: { id: string }; query?: never };
}

export interface AwaitedPaths {
	'/api/v1/single-sign-on': {
		get: Plain & Answers<SingleSignOn>;
		put: Plain & Sent<NewSingleSignOn> & Answers<SingleSignOn>;
	};
	'/api/v1/single-sign-on/check': {
		post: Plain & Sent<{ issuer: string }> & Answers<FoundProvider>;
	};
	'/api/v1/session/single-sign-on': {
		post: Plain &
			Sent<{ organisation: string; then?: string; fresh?: boolean }> &
			Answers<{ url: string }>;
	};
	'/api/v1/me/single-sign-on': {
		get: Plain & Answers<MySingleSignOn>;
		post: Plain & Sent<Record<never, never>> & Answers<{ url: string }>;
		delete: Plain & Nothing;
	};
	'/api/v1/members/{id}/single-sign-on': { delete: ById & Nothing };
	'/api/v1/audit/streams': {
		get: Plain & Answers<{ items: AuditStream[] }>;
		post: Plain & Sent<NewAuditStream> & Answers<WithSecret<AuditStream>, 201>;
	};
	'/api/v1/audit/streams/{id}': {
		patch: ById &
			Sent<{ name?: string; authority?: string | null; paused?: boolean }> &
			Answers<AuditStream>;
		delete: ById & Nothing;
	};
	'/api/v1/audit/streams/{id}/trial': { post: ById & Answers<Trial> };
	'/api/v1/audit/publication': {
		get: Plain & Answers<Publication>;
		put: Plain &
			Sent<Pick<Publication, 'every' | 'mail' | 'url'>> &
			Answers<WithSecret<Publication>>;
	};
	'/api/v1/audit/publication/trial': { post: Plain & Answers<Trial> };
	'/api/v1/alerts/letters': {
		get: Plain & Answers<AlertLetters>;
		put: Plain & Sent<{ on: boolean; members: string[] }> & Answers<AlertLetters>;
	};
	'/api/v1/audit/retention': {
		get: Plain & Answers<Retention>;
		put: Plain & Sent<{ months: number | null }> & Answers<Retention | Approval, 200 | 202>;
	};
	'/api/v1/audit/log/witnesses': { get: Plain & Answers<{ items: Witness[] }> };
}
