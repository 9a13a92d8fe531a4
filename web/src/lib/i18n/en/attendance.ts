/** Who came: the list to tick, and the code to show. */

export const attendance = {
	title: 'Who came',
	intro: 'Tick who is there. The time is the planned one; change it where somebody came late or left early.',
	came: 'Came',
	absent: 'Did not come',
	open: 'Not said yet',
	state: (name: string) => `Did ${name} come?`,
	on: 'From',
	off: 'Until',
	onOf: (name: string) => `${name} from`,
	offOf: (name: string) => `${name} until`,
	all: 'All who are open came',
	save: 'Save',
	saved: (n: number) => (n === 1 ? 'Noted for 1 person.' : `Noted for ${n} people.`),
	count: (came: number, all: number) => `${came} of ${all} came`,
	none: 'Nobody has a place yet',
	noneText: 'Whoever has a place in this session stands here, to be ticked when they come.',
	wrongOrder: 'Ends before it begins',
	codeTitle: 'Code to book on',
	codeText: 'Everybody who has a place opens “My work”, chooses “I have a code” and types it.',
	codeNext: (seconds: number) => `A new one in ${seconds} seconds`,
	codeStill: 'The code cannot be fetched. Trying again…'
};
