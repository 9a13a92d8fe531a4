/** Signing in as a person does it. */

export async function fillSignIn(page, { organisation, email, password }) {
	await page.getByLabel('Organisation').fill(organisation);
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(password);
}

export async function signIn(page, member) {
	await page.goto('/sign-in');
	await fillSignIn(page, member);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await inside(page);
}

/** Past the door: at the overview, or at one's own work for those who only serve. */
export function inside(page) {
	return page.waitForURL(({ pathname }) => pathname === '/' || pathname === '/my-work');
}

export async function signOut(page) {
	await page.getByRole('button', { name: /^Your account/ }).click();
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await page.waitForURL('/sign-in');
}
