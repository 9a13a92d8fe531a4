import { describe, expect, it } from 'vitest';
import type { AuditStream } from '#lib/api';
import { check, newStream, streamKind, targetOf } from './kind';

const { empty } = streamKind(() => undefined);
const wrong = (more: Partial<typeof empty>) => Object.keys(check({ ...empty, ...more }));
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

describe('a stream as a form', () => {
	it('sends what its kind needs, and nothing of the other', () => {
		const values = {
			...empty,
			name: ' Leeds ',
			host: ' logs.example.com ',
			url: 'https://x.example'
		};
		const syslog = {
			name: 'Leeds',
			kind: 'syslog',
			host: 'logs.example.com',
			port: 6514,
			from: 'now'
		};
		expect(newStream(values)).toEqual(syslog);
		expect(newStream({ ...values, kind: 'https', from: 'beginning', authority: PEM })).toEqual({
			name: 'Leeds',
			kind: 'https',
			url: 'https://x.example',
			authority: PEM,
			from: 'beginning'
		});
		const { port, ...plain } = syslog;
		expect(port).toBe(6514);
		expect(newStream({ ...values, port: '' })).toEqual(plain);
	});

	it('says what cannot be sent', () => {
		for (const host of ['logs.example.com', '10.1.2.3', '2001:db8::7', '[2001:db8::7]'])
			expect(wrong({ host }), host).toEqual([]);
		for (const host of ['https://logs.example.com', 'logs example', 'logs.example.com:6514'])
			expect(wrong({ host }), host).toEqual(['host']);
		for (const port of ['0', '65536', 'x', '1.5'])
			expect(wrong({ port }), port).toEqual(['port']);
		expect(wrong({ kind: 'https', url: 'http://x.example' })).toEqual(['url']);
		expect(wrong({ authority: 'MIIB' })).toEqual(['authority']);
		expect(wrong({ authority: PEM })).toEqual([]);
	});
});

it('tells where it goes', () => {
	const stream = { kind: 'syslog', host: '2001:db8::7', port: null, url: null } as AuditStream;
	expect(targetOf(stream)).toBe('[2001:db8::7]:6514');
	expect(targetOf({ ...stream, kind: 'https', url: 'https://x.example/in' })).toBe(
		'https://x.example/in'
	);
});
