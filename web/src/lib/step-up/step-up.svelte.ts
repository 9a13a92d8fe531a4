/** One proof of who is there for all requests that wait for it: asked once, however many ask. */
export class StepUp {
	open = $state(false);
	#waiting: Promise<boolean> | null = null;
	#answer: (given: boolean) => void = () => undefined;

	/** Resolves when the proof was given (true) or refused (false). */
	ask(): Promise<boolean> {
		this.#waiting ??= new Promise((resolve) => {
			this.#answer = resolve;
			this.open = true;
		});
		return this.#waiting;
	}

	settle(given: boolean): void {
		this.open = false;
		this.#waiting = null;
		this.#answer(given);
	}
}
