import { ifMatch, must } from '#lib/api';
import { awaited } from '#lib/api/awaited';
import type { Hours } from './awaited';

type Noun = 'confirmation' | 'approval' | 'correction' | 'reversal';

/** Confirms, approves, corrects or reverses hours, on the version one has seen. */
export function put(hours: Hours, noun: Noun, body?: object): Promise<Hours> {
	const target = { params: { path: { id: hours.id } }, headers: ifMatch(hours), body };
	return must(awaited.PUT(`/api/v1/hours/{id}/${noun}`, target));
}
