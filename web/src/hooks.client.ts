import type { HandleClientError } from '@sveltejs/kit/hooks';
import { AppError } from '#lib/api/problem';

/** What a failed `load` leaves for the error page. */
export const handleError: HandleClientError = ({ error }) => {
	if (!(error instanceof AppError)) return undefined;
	return {
		message: error.title,
		status: error.status || 500,
		code: error.code,
		...(error.requestId ? { requestId: error.requestId } : {})
	};
};
