declare global {
	namespace App {
		interface PageState {
			/** The job shown in the quick look. */
			look?: string;
		}
		interface Error {
			code?: string;
			requestId?: string;
		}
	}
}

export {};
