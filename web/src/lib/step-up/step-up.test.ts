import { describe, expect, it } from 'vitest';
import { StepUp } from './step-up.svelte';

describe('a proof that several requests wait for', () => {
	it('is asked once and answers all of them', async () => {
		const stepUp = new StepUp();
		const both = Promise.all([stepUp.ask(), stepUp.ask()]);
		expect(stepUp.open).toBe(true);
		stepUp.settle(true);
		expect(await both).toEqual([true, true]);
		expect(stepUp.open).toBe(false);
	});

	it('is asked anew after it was refused', async () => {
		const stepUp = new StepUp();
		const first = stepUp.ask();
		stepUp.settle(false);
		expect(await first).toBe(false);
		const second = stepUp.ask();
		expect(stepUp.open).toBe(true);
		stepUp.settle(true);
		expect(await second).toBe(true);
	});
});
