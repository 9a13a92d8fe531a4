/** The second step of a sign-in, decided: which way is offered first, when it is over. Pure. */

import type { AppError, SecondStep } from '#lib/api';

export type Way = 'totp' | 'passkey' | 'recovery_code';

/** Passkeys first: there is nothing to type and nothing to be tricked out of. */
const ORDER: readonly Way[] = ['passkey', 'totp', 'recovery_code'];

export function ordered(factors: SecondStep['factors'], passkeysWork: boolean): Way[] {
	const usable = passkeysWork ? factors : factors.filter((factor) => factor !== 'passkey');
	return ORDER.filter((factor) => usable.includes(factor));
}

/** As typed or pasted from an app: blanks in it do not matter. */
export function digitsOf(typed: string): string {
	return typed.replaceAll(/\s/g, '');
}

/** The password has been proven too long ago, or too many codes were wrong: begin again. */
export function isOver(error: AppError): boolean {
	return error.code === 'not-signed-in' || error.code === 'sign-in-expired';
}
