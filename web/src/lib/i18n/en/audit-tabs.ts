export const auditTabs = {
	label: 'Pages about the log',
	log: 'Log',
	streams: 'Streams',
	publication: 'Signed heads',
	retention: 'Retention'
};
