// After `vite build`: moves Kit's inline bootstrap into a file of its own, preloads the font,
// refuses any HTML that a strict Content-Security-Policy would break, and writes .br and .gz files.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const BUILD = new URL('../build/', import.meta.url).pathname;
const COMPRESSED = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest', '.txt']);
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

async function* files(dir) {
	for (const entry of await readdir(dir, { withFileTypes: true })) {
		const path = join(dir, entry.name);
		if (entry.isDirectory()) yield* files(path);
		else yield path;
	}
}

/** Kit's bootstrap reads `document.currentScript.parentElement`: a classic blocking script in the same place keeps that true. */
async function externaliseBoot(html) {
	const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
	if (scripts.length !== 1)
		throw new Error(`expected one inline script, found ${scripts.length}`);
	const [tag, body] = scripts[0];
	const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
	const path = `_app/immutable/boot.${hash}.js`;
	await writeFile(join(BUILD, path), body);
	return html.replace(tag, () => `<script src="/${path}"></script>`);
}

async function preloadFont(html) {
	const assets = await readdir(join(BUILD, '_app/immutable/assets'));
	const font = assets.find((name) => /^inter-latin-wght-normal\..*\.woff2$/.test(name));
	if (!font) throw new Error('the Latin font is missing from the build');
	const link = `<link rel="preload" href="/_app/immutable/assets/${font}" as="font" type="font/woff2" crossorigin>`;
	return html.replace('</head>', () => `\t${link}\n\t</head>`);
}

function assertNothingInline(html, name) {
	const found =
		html.match(/\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:/i) ??
		html.match(/<script(?![^>]*\ssrc=)[^>]*>/i);
	if (found) throw new Error(`${name}: inline code or style left in the page: ${found[0]}`);
}

async function compress(path) {
	const raw = await readFile(path);
	if (raw.length < 512) return;
	const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
	await writeFile(`${path}.br`, await brotli(raw, { params }));
	await writeFile(`${path}.gz`, await deflate(raw, { level: 9 }));
}

const page = join(BUILD, '200.html');
const html = await preloadFont(await externaliseBoot(await readFile(page, 'utf8')));
assertNothingInline(html, '200.html');
await writeFile(page, html);

let size = 0;
for await (const path of files(BUILD)) {
	if (!COMPRESSED.has(extname(path))) continue;
	await compress(path);
	size += (await stat(path)).size;
}
console.log(`postbuild: nothing inline, ${(size / 1024).toFixed(0)} kB of text compressed`);
