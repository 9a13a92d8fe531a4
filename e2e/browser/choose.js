/** Choosing in a field that searches: typed, found, taken. */

export async function choose(page, within, label, text) {
	const field = within.getByRole('combobox', { name: label });
	await field.click();
	await field.fill(text);
	await page.getByRole('option').filter({ hasText: text }).first().click();
}
