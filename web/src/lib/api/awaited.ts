/**
 * What the server answers once its part is in the generated `schema.d.ts`. Written by hand from the
 * agreed contract; each block goes as soon as its routes are generated.
 */

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
interface At<P = undefined, Q = undefined> {
	parameters: {
		header?: never;
		cookie?: never;
		path: P extends undefined ? never : P;
		query?: Q;
	};
}
interface Asked<Q> {
	parameters: { header?: never; cookie?: never; path?: never; query?: Q };
}
interface Plain {
	parameters: { header?: never; cookie?: never; path?: never; query?: never };
}
type Id = { id: string };

export interface Named {
	id: string;
	name: string;
}

// --- signing in ---

export type Factor = 'totp' | 'passkey' | 'recovery_code';
export interface SecondStep {
	factors: Factor[];
	expires_at: string;
}
/** As the browser's own `parse…OptionsFromJSON` takes them. */
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON;
export type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
export interface Credential {
	credential: object;
}

// --- factors ---

export interface Passkey {
	id: string;
	name: string;
	created_at: string;
	last_used_at: string | null;
	device_bound: boolean;
}
export interface Factors {
	totp: { since: string } | null;
	passkeys: Passkey[];
	recovery_codes_left: number;
}
export interface Enrolled {
	/** Ten with the first factor, shown this once; otherwise none. */
	recovery_codes: string[];
}
export interface Device {
	id: string;
	device: string;
	first_seen_at: string;
	last_seen_at: string;
	current: boolean;
}
export interface MemberSession {
	id: string;
	device: string;
	created_at: string;
	seen_at: string;
	ends_at: string;
	factor: string;
}
export interface SignIns {
	sessions: MemberSession[];
	devices: Device[];
	factors: { totp: boolean; passkeys: number; recovery_codes_left: number };
}

// --- alerts ---

export interface Alert {
	id: string;
	version: number;
	rule: string;
	at: string;
	member: string | null;
	/** What was found, in a sentence. */
	facts: string;
	records: number[];
	seen: { by: string | null; at: string; note: string | null } | null;
}

// --- policy ---

export type Demand = 'password' | 'second_factor' | 'passkey';
export interface SecurityPolicy {
	version: number;
	minimum: { role: string; factor: Demand }[];
	grace_days: number;
	session_idle_minutes: number;
	session_hours: number;
}
export interface Compliance {
	member: Named;
	demanded: Demand;
	has: Demand;
	grace_until: string | null;
}

// --- programs and networks ---

export interface Webhook {
	id: string;
	version: number;
	name: string;
	url: string;
	actions: string[];
	paused_at: string | null;
	failing_since: string | null;
	old_secret_until: string | null;
	created_by: string;
	created_at: string;
	updated_at: string;
}
export interface Delivery {
	id: string;
	webhook_id: string;
	seq: number | null;
	action: string;
	state: 'due' | 'delivered' | 'failed';
	attempts: number;
	due_at: string | null;
	created_at: string;
	last_at: string | null;
	status: number | null;
	fault: string | null;
	millis: number | null;
}
export interface KnownRole {
	id: string;
	name: string;
	built_in: boolean;
}
export interface KnownPermission {
	name: string;
	meaning: string;
	area: string;
	scopes: string[];
}

export interface AwaitedPaths<Me> {
	'/api/v1/me': { get: Plain & Answers<Me> };
	'/api/v1/session': {
		post: Plain &
			Sent<{ organisation: string; email: string; password: string }> &
			Answers<Me | SecondStep, 200 | 202>;
	};
	'/api/v1/session/totp': { post: Plain & Sent<{ code: string }> & Answers<Me> };
	'/api/v1/session/recovery-code': { post: Plain & Sent<{ code: string }> & Answers<Me> };
	'/api/v1/session/passkey/options': {
		post: Plain & Sent<{ organisation?: string }> & Answers<RequestOptions>;
	};
	'/api/v1/session/passkey': { post: Plain & Sent<Credential> & Answers<Me> };
	'/api/v1/session/step-up': {
		post: Plain & Sent<{ password?: string; code?: string; credential?: object }> & Answers<Me>;
	};
	'/api/v1/session/step-up/options': { post: Plain & Answers<RequestOptions> };
	'/api/v1/me/factors': { get: Plain & Answers<Factors> };
	'/api/v1/me/totp': {
		post: Plain & Answers<{ secret: string; uri: string }>;
		put: Plain & Sent<{ code: string }> & Answers<Enrolled>;
		delete: Plain & Nothing;
	};
	'/api/v1/me/passkeys/options': { post: Plain & Answers<CreationOptions> };
	'/api/v1/me/passkeys': {
		post: Plain &
			Sent<{ name: string } & Credential> &
			Answers<{ passkey: Passkey } & Enrolled, 201>;
	};
	'/api/v1/me/passkeys/{id}': {
		patch: At<Id> & Sent<{ name: string }> & Nothing;
		delete: At<Id> & Nothing;
	};
	'/api/v1/me/recovery-codes': { post: Plain & Answers<{ codes: string[] }> };
	'/api/v1/me/devices': { get: Plain & Answers<{ items: Device[] }> };
	'/api/v1/me/devices/{id}': { delete: At<Id> & Nothing };
	'/api/v1/members/{id}/sign-ins': { get: At<Id> & Answers<SignIns> };
	'/api/v1/members/{id}/sessions': { delete: At<Id> & Nothing };
	'/api/v1/sessions/{id}': { delete: At<Id> & Nothing };
	'/api/v1/members/{id}/factors': { delete: At<Id> & Sent<{ reason: string }> & Nothing };
	'/api/v1/security-policy': {
		get: Plain & Answers<SecurityPolicy>;
		put: Plain & Sent<Omit<SecurityPolicy, 'version'>> & Answers<SecurityPolicy>;
	};
	'/api/v1/security-policy/compliance': { get: Plain & Answers<{ items: Compliance[] }> };
	'/api/v1/alerts': {
		get: Asked<{ unseen?: boolean; limit?: number; cursor?: string }> &
			Answers<{ items: Alert[]; next: string | null }>;
	};
	'/api/v1/alerts/{id}/acknowledgement': {
		put: At<Id> & Sent<{ note?: string }> & Answers<Alert>;
	};
	'/api/v1/webhooks': {
		get: Plain & Answers<{ items: Webhook[] }>;
		post: Plain &
			Sent<{ name: string; url: string; actions: string[] }> &
			Answers<Webhook & { secret: string }, 201>;
	};
	'/api/v1/webhooks/{id}': {
		patch: At<Id> &
			Sent<Partial<Pick<Webhook, 'name' | 'url' | 'actions'> & { paused: boolean }>> &
			Answers<Webhook>;
		delete: At<Id> & Nothing;
	};
	'/api/v1/webhooks/{id}/secret': { post: At<Id> & Answers<Webhook & { secret: string }> };
	'/api/v1/webhooks/{id}/deliveries': {
		get: At<Id, { cursor?: string; limit?: number }> &
			Answers<{ items: Delivery[]; next: string | null }>;
	};
	'/api/v1/webhooks/{id}/test': { post: At<Id> & Answers<Delivery, 202> };
	'/api/v1/deliveries/{id}/replay': { post: At<Id> & Answers<Delivery, 202> };
}
