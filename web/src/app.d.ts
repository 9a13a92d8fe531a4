declare global {
	namespace App {
		interface Error {
			code?: string;
			requestId?: string;
		}
	}
}

export {};
