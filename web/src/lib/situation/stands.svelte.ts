import { api, must, type Situation } from '#lib/api';
import { watchChanges } from '#lib/api/changes';
import { Loaded } from '#lib/state/loaded.svelte';

/** Time alone makes somebody late and a place sooner. */
const EVERY = 60_000;

/** How it stands, as long as it is looked at: anew after every change, and each minute. */
export function watchSituation(): Loaded<Situation> {
	const situation = new Loaded<Situation>(() => must(api.GET('/api/v1/board/situation')));
	const again = () => void situation.load();
	$effect(() => {
		const timer = setInterval(again, EVERY);
		const undo = watchChanges('/api/v1/board/changes', again);
		return () => {
			clearInterval(timer);
			undo();
		};
	});
	return situation;
}

/** Whether there is anything to plan or anybody at work. */
export function isAnything({ on_duty, expected, days, lacking }: Situation): boolean {
	return (
		on_duty.total + expected.total + lacking.total > 0 || days.some(({ needed }) => needed > 0)
	);
}
