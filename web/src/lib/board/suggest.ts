/** What a proposal comes to in the hands of whoever looks through it. Pure. */

import type {
	AcceptedPlace,
	Requirement,
	Suggestion,
	SuggestedMember,
	SuggestedPlace
} from '#lib/api';

/** Of whom a proposal is made. */
export interface Whom {
	unit: string;
	competency: string;
	/** Who is left out. */
	without: { value: string; label: string }[];
}

/** Members whose names have these words, as many as a list shows. */
export function namedLike(members: readonly { id: string; name: string }[], text: string) {
	const wanted = text.toLocaleLowerCase().split(/\s+/);
	return members
		.filter(({ name }) => wanted.every((word) => name.toLocaleLowerCase().includes(word)))
		.slice(0, 20)
		.map(({ id, name }) => ({ value: id, label: name }));
}

/** As many as the server asks about at once. */
export const MOST = 200;

/** Places of one title: what is chosen together. */
export interface Lane {
	title: string;
	ids: string[];
}

/** What is open, by title, in the order of time. */
export function lanesOf(requirements: readonly Requirement[], room: boolean, now: number): Lane[] {
	const lanes = new Map<string, Lane>();
	const open = requirements
		.filter(({ filled, min, max }) => filled < (room ? max : min))
		.filter(({ start }) => Date.parse(start) >= now)
		.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
	for (const { id, title } of open) {
		const lane = lanes.get(title);
		if (lane) lane.ids.push(id);
		else lanes.set(title, { title, ids: [id] });
	}
	return [...lanes.values()];
}

/** The requirements of those lanes that were not left out, as many as may be asked about. */
export function chosenIds(lanes: readonly Lane[], without: ReadonlySet<string>): string[] {
	return lanes
		.filter(({ title }) => !without.has(title))
		.flatMap(({ ids }) => ids)
		.slice(0, MOST);
}

/** One member proposed for one place, as it is looked through. */
export interface Choice {
	/** Of the place and who was proposed: stays when another is chosen. */
	key: string;
	place: SuggestedPlace;
	proposed: SuggestedMember;
	/** Who is to take it. */
	member: { id: string; name: string };
	take: boolean;
}

export function choicesOf({ items }: Suggestion): Choice[] {
	return items.flatMap((place) =>
		place.members.map((proposed) => ({
			key: `${place.requirement.id}-${proposed.member.id}`,
			place,
			proposed,
			member: proposed.member,
			take: true
		}))
	);
}

/** Who can be chosen for one of them: who was proposed, then who could instead; nobody who has the place by another choice. */
export function optionsOf(choice: Choice, all: readonly Choice[]): { id: string; name: string }[] {
	const others = new Set(
		all
			.filter((one) => one.key !== choice.key)
			.filter((one) => one.place.requirement.id === choice.place.requirement.id)
			.map(({ member }) => member.id)
	);
	const { member, instead } = choice.proposed;
	return [member, ...instead.map((one) => one.member)].filter(({ id }) => !others.has(id));
}

/** Keys of choices whose member is chosen for something else at the same time. */
export function clashes(choices: readonly Choice[]): ReadonlySet<string> {
	const found = new Set<string>();
	const taken = choices.filter(({ take }) => take);
	const span = ({ place: { requirement } }: Choice) =>
		[Date.parse(requirement.start), Date.parse(requirement.end)] as const;
	for (const one of taken) {
		const [start, end] = span(one);
		const beside = (other: Choice) => {
			const [from, until] = span(other);
			return (
				other.key !== one.key &&
				other.member.id === one.member.id &&
				from < end &&
				start < until
			);
		};
		if (taken.some(beside)) found.add(one.key);
	}
	return found;
}

/** What is sent. */
export function acceptedOf(choices: readonly Choice[]): AcceptedPlace[] {
	return choices
		.filter(({ take }) => take)
		.map(({ place, member }) => ({
			requirement_id: place.requirement.id,
			member_id: member.id
		}));
}

/** What is left open. */
export function missingOf({ items }: Suggestion): SuggestedPlace[] {
	return items.filter(({ missing }) => missing > 0);
}
