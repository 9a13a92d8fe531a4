import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'src/lib/api/schema.d.ts'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			eqeqeq: 'error',
			'no-console': 'error',
			// The app is always served at the root of its host, so plain paths are right.
			'svelte/no-navigation-without-resolve': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } },
		rules: {
			// Trusted Types and `style-src 'self'`: neither raw HTML nor literal style attributes.
			'svelte/no-at-html-tags': 'error',
			'no-restricted-syntax': [
				'error',
				{
					selector: 'SvelteAttribute[key.name="style"]',
					message: 'Use classes, or style:property={value}.'
				}
			],
			'max-lines': ['error', { max: 250 }]
		}
	},
	{
		files: ['static/**/*.js'],
		languageOptions: { sourceType: 'script' }
	},
	{
		files: ['scripts/**'],
		rules: { 'no-console': 'off' }
	}
);
