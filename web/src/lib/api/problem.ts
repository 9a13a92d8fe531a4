import { fieldText } from '#lib/i18n/field-text';
import type { Finding } from './planning';

/** What the server says when it refuses: RFC 9457 with a stable `code`. */
export interface Problem {
	type: string;
	title: string;
	status: number;
	code: string;
	detail?: string | null;
	request_id?: string;
	errors?: FieldProblem[];
	/** On `stale`: the row as it is now. */
	current?: unknown;
	/** On `not-eligible`: the rules that stand against it, each with the fact. */
	findings?: Finding[];
}

export interface FieldProblem {
	field: string;
	code: string;
	message: string;
}

/** The one error the rest of the app sees, whatever went wrong on the way to the server. */
export class AppError extends Error {
	readonly status: number;
	readonly code: string;
	readonly title: string;
	readonly detail: string | null;
	readonly requestId: string | null;
	readonly errors: FieldProblem[];
	readonly current: unknown;
	readonly findings: Finding[];
	/** Seconds until another try makes sense, if the server said so. */
	readonly retryAfter: number | null;

	constructor(problem: Problem, retryAfter: number | null = null) {
		super(problem.detail ?? problem.title);
		this.name = 'AppError';
		this.status = problem.status;
		this.code = problem.code;
		this.title = problem.title;
		this.detail = problem.detail ?? null;
		this.requestId = problem.request_id ?? null;
		this.errors = problem.errors ?? [];
		this.current = problem.current;
		this.findings = problem.findings ?? [];
		this.retryAfter = retryAfter;
	}

	/** Messages by field, for forms; the first per field wins. */
	get fields(): Record<string, string> {
		const fields: Record<string, string> = {};
		for (const error of this.errors) fields[error.field] ??= fieldText(error);
		return fields;
	}

	/** The server could not be reached at all. */
	static offline(): AppError {
		return new AppError({ type: 'about:blank', title: 'offline', status: 0, code: 'offline' });
	}

	/** What need not be sent to be refused: these fields are empty and may not be. */
	static missing(fields: readonly string[]): AppError {
		const errors = fields.map((field) => ({ field, code: 'missing', message: '' }));
		return new AppError({
			type: 'about:blank',
			title: 'invalid',
			status: 422,
			code: 'invalid',
			errors
		});
	}

	static from(error: unknown): AppError {
		if (error instanceof AppError) return error;
		const detail = error instanceof Error ? error.message : String(error);
		return new AppError({
			type: 'about:blank',
			title: 'unexpected',
			status: 0,
			code: 'unexpected',
			detail
		});
	}
}

/** Reads a refusal; a body that is no problem document still becomes an `AppError`. */
export async function readProblem(response: Response): Promise<AppError> {
	const retry = Number(response.headers.get('retry-after'));
	const retryAfter = Number.isFinite(retry) && retry > 0 ? retry : null;
	try {
		const body = (await response.clone().json()) as Partial<Problem>;
		if (typeof body.code === 'string' && typeof body.title === 'string') {
			return new AppError({ ...(body as Problem), status: response.status }, retryAfter);
		}
	} catch {
		// Not JSON: a proxy or a broken connection spoke, not the server.
	}
	return new AppError(
		{
			type: 'about:blank',
			title: response.statusText || String(response.status),
			status: response.status,
			code: response.status >= 500 ? 'internal' : 'unexpected'
		},
		retryAfter
	);
}
