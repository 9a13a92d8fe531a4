import { api, must, type RowReport } from '#lib/api';

/** The file goes as it is: its bytes are its body. */
const csv = (body: string) => ({
	body,
	bodySerializer: (text: string) => text,
	headers: { 'content-type': 'text/csv' }
});

export function importMembers(text: string, dryRun: boolean): Promise<RowReport> {
	const params = { query: { dry_run: dryRun } };
	return must(api.POST('/api/v1/members/import', { params, ...csv(text) }));
}

export function inviteSeveral(text: string, dryRun: boolean): Promise<RowReport> {
	const params = { query: { dry_run: dryRun } };
	return must(api.POST('/api/v1/invitations/bulk', { params, ...csv(text) }));
}

export const MEMBERS_EXAMPLE = {
	name: 'members-example.csv',
	text: [
		'name,email,phone,reference,unit,role,rank',
		'Ana Okafor,ana@example.org,+1 312 555 0101,4711,North / Watch 2,member,Sergeant',
		'Bo Lind,bo@example.org,,4712,North,dispatcher,',
		''
	].join('\r\n')
};

export const INVITATIONS_EXAMPLE = {
	name: 'invitations-example.csv',
	text: [
		'name,email,role,unit',
		'Ana Okafor,ana@example.org,member,North / Watch 2',
		'Bo Lind,bo@example.org,dispatcher,',
		''
	].join('\r\n')
};
