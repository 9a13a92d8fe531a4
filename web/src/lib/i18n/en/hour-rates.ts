/** When night and weekend are, and what an hour and a kilometre are worth. */

export const hourRates = {
	intro: 'Hours are cut at midnight and into these kinds by the clock of the place. They keep the rate they were made with: what you change here counts from then on.',
	when: 'Night and weekend',
	nightFrom: 'Night begins',
	nightUntil: 'Night ends',
	nightHint: 'The same as its beginning: no night at all.',
	weekend: 'Days of the weekend',
	worth: 'What an hour is worth',
	worthText:
		'Each from a day on, until another says so. A weekend’s night counts as weekend; being on call counts as that alone.',
	mileage: 'What a distance is worth',
	mileageText: 'For expenses of mileage. Without one, members say the rate themselves.',
	currency: 'Currency',
	currencyHint: 'Three letters, such as GBP.',
	badCurrency: 'Three capital letters, such as GBP.',
	needCurrency: 'Rates need a currency.',
	from: 'From the day',
	of: 'Kind',
	amount: 'For one hour',
	amountDistance: 'For one',
	amountHint: 'Such as 12.50.',
	wrong: 'Each needs a day and an amount, such as 12.50.',
	add: 'Add a rate',
	remove: (name: string) => `Remove the rate ${name}`,
	none: 'None.',
	categories: { normal: 'Normal', night: 'Night', weekend: 'Weekend', on_call: 'On call' },
	units: { km: 'Kilometre', mile: 'Mile' },
	save: 'Save rates',
	saved: 'Rates saved. They count for hours made from now on.',
	readOnly: 'You can see these rates, not change them.'
};
