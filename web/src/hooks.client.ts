import type { HandleClientError } from '@sveltejs/kit/hooks';
import { AppError } from '#lib/api/problem';
import { holdSecret } from '#lib/sign-in/fragment';

// Before the router reads the address: no history and no screenshot keeps the secret of a link.
holdSecret();

/** What a failed `load` leaves for the error page. */
export const handleError: HandleClientError = ({ error }) => {
	// A part of the app that is fetched when first needed, while nobody answers.
	const known = error instanceof TypeError && lost(error) ? AppError.offline() : error;
	return told(known);
};

function told(error: unknown) {
	if (!(error instanceof AppError)) return undefined;
	return {
		message: error.title,
		status: error.status || 500,
		code: error.code,
		...(error.requestId ? { requestId: error.requestId } : {})
	};
}

/** Each browser has words of its own for a module that did not arrive. */
function lost({ message }: TypeError): boolean {
	return !navigator.onLine || /import|module|fetch|load/i.test(message);
}
