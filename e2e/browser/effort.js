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

/** Letters of a name until a spreadsheet completes it. */
const LETTERS = 4;

/**
 * So many names typed into cells of a spreadsheet that is well known, by somebody who knows who can do what: they think of one, look
 * whether that one is free then, find the cell, write the first letters, and press Enter.
 */
export function typedIntoCells(count) {
	return count * (2 * (THINK + POINT) + BUTTON + 2 * HAND + (LETTERS + 1) * KEY);
}

export class Effort {
	seconds = 0;

	/** Looks through so many lines, and thinks about each. */
	look(lines) {
		this.seconds += lines * THINK;
	}

	/** Takes one thing to the row of another. */
	async carry(page, from, to) {
		this.seconds += 2 * FIND;
		const [one, other] = [await from.boundingBox(), await to.boundingBox()];
		const x = one.x + one.width / 2;
		await page.mouse.move(x, one.y + one.height / 2);
		await page.mouse.down();
		await page.mouse.move(x, one.y + one.height, { steps: 4 });
		await page.mouse.move(x, other.y + other.height / 2, { steps: 6 });
		await page.mouse.up();
	}

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
