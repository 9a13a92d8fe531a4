/** A device that holds passkeys and knows its owner's finger: Chromium's own, virtual. */

export async function plugIn(page) {
	const client = await page.context().newCDPSession(page);
	await client.send('WebAuthn.enable');
	const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true
		}
	});
	return {
		/** The owner's finger is, or is not, on it. */
		verify: (isUserVerified) =>
			client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
		keys: async () =>
			(await client.send('WebAuthn.getCredentials', { authenticatorId })).credentials
	};
}
