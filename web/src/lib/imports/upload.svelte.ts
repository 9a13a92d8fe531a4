/** Sends a file as it is. XMLHttpRequest and not fetch, because only it tells how far the upload has come. */

import { AppError, readProblem, type Import } from '#lib/api';

export const MOST_BYTES = 256 * 1024 * 1024;

export class Upload {
	file: File | null = $state.raw(null);
	sent = $state(0);
	error: AppError | null = $state.raw(null);
	#request: XMLHttpRequest | null = null;

	/** All bytes are there; the server is reading them. */
	get reading(): boolean {
		return this.file !== null && this.sent >= this.file.size;
	}

	/** The import the file became; null when it was refused or given up. */
	async send(file: File): Promise<Import | null> {
		this.file = file;
		this.sent = 0;
		this.error = null;
		try {
			const answer = await this.#post(file);
			if (!answer.ok) throw await readProblem(answer);
			return (await answer.json()) as Import;
		} catch (error) {
			if (this.file) this.error = AppError.from(error);
			return null;
		} finally {
			this.file = null;
			this.#request = null;
		}
	}

	cancel(): void {
		this.file = null;
		this.#request?.abort();
	}

	#post(file: File): Promise<Response> {
		const request = (this.#request = new XMLHttpRequest());
		request.open('POST', `/api/v1/imports?filename=${encodeURIComponent(file.name)}`);
		request.setRequestHeader('Content-Type', 'text/csv');
		return new Promise((resolve, reject) => {
			request.upload.onprogress = ({ loaded }) => (this.sent = loaded);
			request.upload.onload = () => (this.sent = file.size);
			request.onload = () => {
				const headers = { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' };
				const { status, responseText } = request;
				resolve(new Response(responseText || null, { status, headers }));
			};
			request.onerror = () => reject(AppError.offline());
			request.onabort = () => reject(AppError.offline());
			request.send(file);
		});
	}
}
