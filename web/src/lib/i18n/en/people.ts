/** Lists of people out of files. */

export const people = {
	choose: 'Choose a CSV file',
	chooseOther: 'Choose another file',
	tooLarge: 'The file is larger than 5 MB.',
	emptyFile: 'The file is empty.',
	missing: (columns: string) => `The first line has no column ${columns}.`,
	checking: 'Checking every row; nothing is changed yet…',
	checked: 'This is what would happen. Nothing has been changed yet.',
	done: 'Done.',
	nothing: 'No row of this file changes anything.',
	run: (n: string) => `Take ${n} rows`,
	outcomes: {
		added: 'Added',
		changed: 'Changed',
		unchanged: 'Unchanged',
		refused: 'Refused'
	},
	all: 'All rows',
	line: 'Line',
	name: 'Name',
	outcome: 'Outcome',
	reason: 'Why',
	shown: (n: string, of: string) => `The first ${n} of ${of} rows are shown; the report has all.`,
	download: 'Download report',
	reportName: 'report.csv'
};
