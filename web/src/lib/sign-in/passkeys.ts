/**
 * Passkeys between the server's JSON and the browser: bytes travel as base64url. Browsers that bring
 * the conversions along do not yet do it all alike, so they are done here.
 */

import { AppError } from '#lib/api';

/** The description leaves the options open: they are as the standard for passkeys has them. */
type RequestOptions = PublicKeyCredentialRequestOptionsJSON;
type CreationOptions = PublicKeyCredentialCreationOptionsJSON;

export function passkeysWork(): boolean {
	return typeof PublicKeyCredential !== 'undefined' && 'credentials' in navigator;
}

export function toBytes(text: string): Uint8Array<ArrayBuffer> {
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer): string {
	const binary = String.fromCharCode(...new Uint8Array(bytes));
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

type Described = PublicKeyCredentialDescriptorJSON;

function descriptors(list: readonly Described[] | undefined): PublicKeyCredentialDescriptor[] {
	return (list ?? []).map(({ id, transports }) => ({
		type: 'public-key',
		id: toBytes(id),
		...(transports ? { transports: transports as AuthenticatorTransport[] } : {})
	}));
}

export function requestOf(options: RequestOptions): PublicKeyCredentialRequestOptions {
	const { rpId, timeout, userVerification } = options;
	return {
		challenge: toBytes(options.challenge),
		allowCredentials: descriptors(options.allowCredentials),
		...(rpId ? { rpId } : {}),
		...(timeout ? { timeout } : {}),
		userVerification: (userVerification ?? 'required') as UserVerificationRequirement
	};
}

export function creationOf(options: CreationOptions): PublicKeyCredentialCreationOptions {
	const { rp, user, pubKeyCredParams, timeout, authenticatorSelection, attestation } = options;
	return {
		rp,
		user: { ...user, id: toBytes(user.id) },
		challenge: toBytes(options.challenge),
		pubKeyCredParams: pubKeyCredParams as PublicKeyCredentialParameters[],
		excludeCredentials: descriptors(options.excludeCredentials),
		...(timeout ? { timeout } : {}),
		...(authenticatorSelection ? { authenticatorSelection } : {}),
		...(attestation ? { attestation: attestation as AttestationConveyancePreference } : {})
	};
}

/** What the authenticator said, as the server reads it. */
export function credentialOf(credential: PublicKeyCredential): object {
	const { response } = credential;
	const shared = {
		id: credential.id,
		rawId: toText(credential.rawId),
		type: credential.type,
		extensions: credential.getClientExtensionResults()
	};
	const clientDataJSON = toText(response.clientDataJSON);
	if (response instanceof AuthenticatorAttestationResponse) {
		return {
			...shared,
			response: {
				clientDataJSON,
				attestationObject: toText(response.attestationObject),
				transports: response.getTransports?.() ?? []
			}
		};
	}
	const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
	return {
		...shared,
		response: {
			clientDataJSON,
			authenticatorData: toText(authenticatorData),
			signature: toText(signature),
			userHandle: userHandle ? toText(userHandle) : null
		}
	};
}

/** Asks the authenticator for a proof. Throws an `AppError` when it is refused or given up. */
export async function prove(options: unknown): Promise<object> {
	return credentialOf(
		await asked(() =>
			navigator.credentials.get({ publicKey: requestOf(options as RequestOptions) })
		)
	);
}

/** Has the authenticator make a new passkey. */
export async function make(options: unknown): Promise<object> {
	return credentialOf(
		await asked(() =>
			navigator.credentials.create({ publicKey: creationOf(options as CreationOptions) })
		)
	);
}

async function asked(ask: () => Promise<unknown>): Promise<PublicKeyCredential> {
	try {
		const credential = await ask();
		if (credential instanceof PublicKeyCredential) return credential;
	} catch (error) {
		// There is one on this authenticator already.
		if (error instanceof DOMException && error.name === 'InvalidStateError') {
			throw refusal('passkey-known');
		}
		if (!(error instanceof DOMException)) throw error;
	}
	throw refusal('passkey-given-up');
}

function refusal(code: string): AppError {
	return new AppError({ type: 'about:blank', title: code, status: 0, code });
}
