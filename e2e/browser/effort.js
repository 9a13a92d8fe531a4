/**
 * How long a person takes for what is done here, by the keystroke-level model (Card, Moran, Newell: The Keystroke-Level Model for User
 * Performance Time with Interactive Systems, Communications of the ACM 23, 1980). It is a model: it counts what hands and eyes must do, not
 * what somebody does not understand. So whoever has never seen these pages takes twice as long to think of each act and to find its place;
 * keys are struck as by somebody who types, but not for a living.
 */

/** Seconds. */
const KEY = 0.28;
const HAND = 0.4;
const THINK = 1.35;
const POINT = 1.1;
const BUTTON = 0.2;
const NEW_HERE = 2;
const FIND = NEW_HERE * (THINK + POINT) + BUTTON;

export class Effort {
	seconds = 0;

	async press(target) {
		this.seconds += FIND;
		await target.click();
	}

	async check(target) {
		this.seconds += FIND;
		await target.check();
	}

	async write(target, text) {
		this.seconds += FIND + 2 * HAND + text.length * KEY;
		await target.fill(text);
	}

	/** Opens the list, finds the word, takes it. */
	async pick(target, option) {
		this.seconds += 2 * FIND;
		await target.selectOption(option);
	}

	/** Writes some letters into a field that searches, and takes what it finds. */
	async search(page, target, letters, found) {
		await this.write(target, letters);
		await this.press(page.getByRole('option').filter({ hasText: found }).first());
	}
}
