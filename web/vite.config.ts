import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/**
 * Kit announces route changes through a `<div style="…">`, which `style-src 'self'` reports on
 * every page. The look lives in app.css (`#svelte-announcer`); here the attribute is taken out.
 * If Kit changes the markup the build stops, so that the strict policy cannot rot unseen.
 */
function announcerWithoutInlineStyle(): Plugin {
	return {
		name: 'announcer-without-inline-style',
		enforce: 'pre',
		transform(code, id) {
			if (!/kit\/src\/runtime\/components\/root\.svelte$/.test(id)) return;
			const stripped = code.replace(/(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/s, '$1');
			if (stripped === code) throw new Error('the announcer markup in @sveltejs/kit changed');
			return stripped;
		}
	};
}

/**
 * The version of what is built: a hash of its sources, so that the same sources give the same
 * bytes, and open tabs notice a new one.
 */
function sourceHash(): string {
	const hash = createHash('sha256');
	const files = ['src', 'static']
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
				join(folder, path)
			)
		)
		.filter((path) => /\.(ts|js|svelte|css|html|svg)$/.test(path))
		.sort();
	for (const path of [...files, 'package-lock.json']) {
		hash.update(path).update(readFileSync(join('.', path)));
	}
	return hash.digest('hex').slice(0, 16);
}

export default defineConfig({
	plugins: [
		announcerWithoutInlineStyle(),
		tailwindcss(),
		sveltekit({
			adapter: adapter({ fallback: '200.html', precompress: false }),
			version: { name: sourceHash(), pollInterval: 5 * 60_000 },
			serviceWorker: { register: false },
			compilerOptions: { runes: true }
		})
	],
	build: {
		// Nothing may become a data: URL: fonts and images come from the server alone.
		assetsInlineLimit: 0,
		target: 'es2022'
	},
	server: {
		// The page's own host goes on to the server, which refuses changes that another origin asks for.
		proxy: {
			'/api': {
				target: process.env.MUSTER_API ?? 'http://localhost:8080',
				changeOrigin: false
			}
		}
	}
});
