/** Carrying with a mouse at once, with a finger after a long press, so that touching still scrolls. */

import type { Assignment, BoardMember } from '#lib/api';
import type { Held } from './drop';
import { spanOf } from './drop';
import { snap, toTime, type Scale } from './layout';
import type { Planner } from './planner.svelte';

/** What lies under a point of the screen. */
export interface Spot {
	member: BoardMember | null;
	/** Over the lanes of open places. */
	lanes: boolean;
	onto: Assignment | null;
}

export interface Ground {
	scroller: HTMLElement;
	scale: Scale;
	step: number;
	/** Pixels at the left that do not scroll. */
	head: number;
	locate: (x: number, y: number) => Spot;
}

/**
 * While something is carried a finger does not scroll. A browser asks before the touch begins whether somebody may
 * stop it, so this listens as long as there is a board. Returns an undo.
 */
export function holdStill(planner: Planner): () => void {
	const still = (touched: TouchEvent) => {
		if (planner.hand.held && touched.cancelable) touched.preventDefault();
	};
	document.addEventListener('touchmove', still, { passive: false });
	return () => document.removeEventListener('touchmove', still);
}

const PRESS = 380;
const SLACK = 4;
/** As far as a finger may tremble, and a bar may be carried sideways without changing its time. */
const STILL = 12;
const RIM = 48;

export function grip(
	event: PointerEvent,
	held: Held,
	from: BoardMember | null,
	planner: Planner,
	ground: () => Ground | null
): void {
	if (event.button !== 0 || !planner.may.write || planner.hand.held) return;
	const { hand } = planner;
	const touch = event.pointerType === 'touch';
	const [startX, startY] = [event.clientX, event.clientY];
	const scrolled = ground()?.scroller.scrollLeft ?? 0;
	let [x, y] = [startX, startY];
	let carrying = false;
	let frame = 0;
	const press = touch ? setTimeout(begin, PRESS) : undefined;

	function begin() {
		if (!ground()) return;
		carrying = true;
		hand.at = { x, y };
		hand.lift(held, 'pointer', from);
		if (touch) navigator.vibrate?.(12);
		frame = requestAnimationFrame(scroll);
	}

	function move(now: PointerEvent) {
		[x, y] = [now.clientX, now.clientY];
		const far = Math.hypot(x - startX, y - startY);
		if (!carrying && touch && far > STILL) return end();
		if (!carrying && !touch && far > SLACK) begin();
		if (carrying) follow();
	}

	function follow() {
		const here = ground();
		if (!here) return;
		hand.at = { x, y };
		const spot = here.locate(x, y);
		hand.off = spot.lanes && held.what === 'bar' && held.by === 'middle';
		const ends = held.what === 'bar' && held.by !== 'middle';
		const member = ends ? from : spot.member;
		if (member) hand.carry(member, byTime(here), here.step, ends ? null : spot.onto);
		else if (!hand.off) hand.over = null;
	}

	function byTime(here: Ground): number {
		const pixels = x - startX + here.scroller.scrollLeft - scrolled;
		if (Math.abs(pixels) < STILL) return 0;
		const span = spanOf(held);
		const anchor = held.what === 'bar' && held.by === 'end' ? span.end : span.start;
		const by = toTime(here.scale, pixels) - here.scale.from;
		return snap(here.scale, anchor + by, here.step) - anchor;
	}

	/** Near the edge the board moves along. */
	function scroll() {
		const here = ground();
		if (!here || !carrying) return;
		const box = here.scroller.getBoundingClientRect();
		const push = (low: number, high: number, at: number) =>
			at < low + RIM ? at - low - RIM : at > high - RIM ? at - high + RIM : 0;
		const inside = x > box.left && x < box.right && y > box.top && y < box.bottom;
		const [dx, dy] = [
			push(box.left + here.head, box.right, x),
			push(box.top + 52, box.bottom, y)
		];
		if (inside && (dx !== 0 || dy !== 0)) {
			here.scroller.scrollBy(dx / 4, dy / 4);
			follow();
		}
		frame = requestAnimationFrame(scroll);
	}

	function up() {
		if (carrying) {
			// What was let go of was carried, not clicked.
			addEventListener('click', swallow, { capture: true, once: true });
			setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
			planner.drop();
		}
		end();
	}

	function swallow(click: Event) {
		click.preventDefault();
		click.stopPropagation();
	}

	function key(pressed: KeyboardEvent) {
		if (!carrying || pressed.key !== 'Escape') return;
		pressed.preventDefault();
		pressed.stopPropagation();
		planner.putBack();
		end();
	}

	function cancel() {
		planner.putBack();
		end();
	}

	function still(touched: Event) {
		if (carrying) touched.preventDefault();
	}

	function end() {
		clearTimeout(press);
		cancelAnimationFrame(frame);
		carrying = false;
		removeEventListener('pointermove', move);
		removeEventListener('pointerup', up);
		removeEventListener('pointercancel', cancel);
		removeEventListener('keydown', key, { capture: true });
		removeEventListener('contextmenu', still);
	}

	addEventListener('pointermove', move);
	addEventListener('pointerup', up);
	addEventListener('pointercancel', cancel);
	addEventListener('keydown', key, { capture: true });
	addEventListener('contextmenu', still);
}
