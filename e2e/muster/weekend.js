/** A day of a real conference, as shifts for those who help: FOSDEM 2020, which the demo brings too (`crates/muster/demo/SOURCES.md`). */

import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

const PACKED = new URL('../../crates/muster/demo/fosdem-2020.xml.gz', import.meta.url);
const NOON = 13 * 60;
const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const clock = (minute) =>
	`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** What the import takes: a host and a steward for each room and half day, on this day. */
export async function shifts(day) {
	const text = gunzipSync(await readFile(PACKED)).toString();
	const [, saturday] = /<day index="1"[^>]*>([\s\S]*?)<\/day>/.exec(text);
	const rows = [];
	for (const [, venue, talks] of saturday.matchAll(/<room name="([^"]+)">([\s\S]*?)<\/room>/g)) {
		const all = [
			...talks.matchAll(/<start>([\d:]+)<\/start><duration>([\d:]+)<\/duration>/g)
		].map(([, start, long]) => ({
			start: minutes(start),
			end: minutes(start) + minutes(long)
		}));
		for (const half of [
			all.filter(({ start }) => start < NOON),
			all.filter(({ start }) => start >= NOON)
		]) {
			if (half.length === 0) continue;
			const start = `${day} ${clock(Math.min(...half.map((talk) => talk.start)))}:00`;
			const end = `${day} ${clock(Math.max(...half.map((talk) => talk.end)))}:00`;
			for (const role of ['Host', 'Door steward'])
				rows.push({ role, venue, start, end, min_needed: 1, max_needed: 1 });
		}
	}
	return rows;
}

/** Brought in and published: an event that wants people on that day. */
export async function bringEvent(client, day) {
	const rows = await shifts(day);
	const text = JSON.stringify(rows);
	const report = await client.ask('POST', '/planning-imports', {
		body: { format: 'emf_shifts', name: 'FOSDEM 2020, once more', text }
	});
	const { id } = report.event;
	const { version } = await client.get(`/events/${id}`);
	await client.ask('PUT', `/events/${id}/publication`, { version });
	return rows.length;
}
