/** A file that belongs to a record. */

export const files = {
	add: (label: string) => `Add ${label.toLowerCase()}`,
	replace: 'Replace',
	remove: 'Remove',
	none: (label: string) => `No ${label.toLowerCase()}`,
	saved: (label: string) => `${label} saved.`,
	removed: (label: string) => `${label} removed.`,
	tooLarge: 'The file is larger than 5 MB. Take a smaller picture, or make a PDF of it.'
};
