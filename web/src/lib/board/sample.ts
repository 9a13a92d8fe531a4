/** Invented rows for the tests of the board. */

import type { Assignment, BoardMember, BoardRows, Requirement } from '#lib/api';

const DAY = '2026-11-23';
export const at = (time: string, day = DAY) => `${day}T${time}:00.000Z`;
export const DAY_SHOWN = {
	start: Date.parse(at('00:00')),
	end: Date.parse(at('00:00', '2026-11-24'))
};

export function member(id: string, more: Partial<BoardMember> = {}): BoardMember {
	return {
		id,
		name: `Member ${id}`,
		unit_id: 'unt_1',
		rank: null,
		leave: [],
		competency_ids: [],
		unavailable: [],
		...more
	};
}

export function assignment(id: string, who: string, more: Partial<Assignment> = {}): Assignment {
	return {
		id,
		version: 1,
		kind: 'visit',
		requirement_id: 'req_1',
		owner_id: 'vst_1',
		member: { id: who, name: `Member ${who}` },
		start: at('09:00'),
		end: at('11:00'),
		zone: 'UTC',
		title: 'Pump repair',
		place: '',
		site_id: null,
		unit: null,
		seat: 'full',
		state: 'confirmed',
		paid: false,
		reason: null,
		duty_type_id: null,
		forced: null,
		warnings: [],
		...more
	};
}

export function requirement(id: string, more: Partial<Requirement> = {}): Requirement {
	return {
		id,
		version: 1,
		kind: 'visit',
		owner_id: 'vst_1',
		title: 'Pump repair',
		detail: 'Engineer',
		start: at('09:00'),
		end: at('11:00'),
		zone: 'UTC',
		place: '',
		site_id: null,
		unit_id: null,
		min: 1,
		max: 1,
		supervised: 0,
		filled: 0,
		filled_supervised: 0,
		duty_type_id: null,
		live: true,
		competencies: [],
		...more
	};
}

export function board(more: Partial<BoardRows> = {}): BoardRows {
	return {
		as_of: at('08:00'),
		from: at('00:00'),
		until: at('00:00', '2026-11-24'),
		zone: 'UTC',
		competencies: [],
		partial: false,
		people: false,
		members: [],
		assignments: [],
		requirements: [],
		units: [],
		gone_assignments: [],
		gone_requirements: [],
		truncated: false,
		...more
	};
}
