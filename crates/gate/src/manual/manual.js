'use strict';
// Draws the manual from the description this server gives of itself. Builds nodes, never markup: Trusted Types are required here.

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function node(name, attributes, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes ?? {})) if (value != null) made.setAttribute(key, value);
	made.append(...children.flat(Infinity).filter((child) => child != null && child !== ''));
	return made;
}

/** Text with `code` in it. */
function inline(text) {
	return String(text ?? '').split('`').map((part, at) => (at % 2 ? node('code', {}, part) : part));
}

/** A summary as a heading: the full stop of its sentence is left out. */
function heading(op, otherwise) {
	return inline((op.summary ?? otherwise).replace(/\.$/, ''));
}

/** Text with `code` and paragraphs, as far as descriptions use Markdown. */
function prose(text, attributes) {
	return String(text ?? '').split(/\n\n+/).filter(Boolean).map((paragraph) =>
		node('p', attributes, inline(paragraph))
	);
}

function resolve(document_, thing) {
	for (let hops = 0; thing?.$ref && hops < 20; hops++)
		thing = thing.$ref.slice(2).split('/').reduce((at, key) => at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document_);
	return thing ?? {};
}

function typeName(document_, schema) {
	if (!schema) return 'anything';
	if (schema.$ref) return schema.$ref.split('/').pop();
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
	const choices = schema.oneOf ?? schema.anyOf;
	if (choices) return choices.map((one) => typeName(document_, one)).join(' | ');
	if (schema.allOf) return schema.allOf.map((one) => typeName(document_, one)).join(' & ');
	const types = [schema.type ?? 'object'].flat();
	return types.map((type) => (type === 'array' ? `${typeName(document_, schema.items)}[]` : schema.format && type !== 'null' ? `${type} (${schema.format})` : type)).join(' | ');
}

function bounds(schema) {
	const told = [];
	if (schema.minLength != null || schema.maxLength != null) told.push(`${schema.minLength ?? 0} to ${schema.maxLength ?? '∞'} characters`);
	if (schema.minimum != null || schema.maximum != null) told.push(`${schema.minimum ?? '−∞'} to ${schema.maximum ?? '∞'}`);
	if (schema.pattern) told.push(schema.pattern);
	return told.join('; ');
}

function example(document_, schema, depth = 0) {
	if (!schema || depth > 6) return null;
	const given = schema.example ?? schema.examples?.[0] ?? schema.default ?? schema.const;
	if (given !== undefined) return given;
	if (schema.$ref) return example(document_, resolve(document_, schema), depth + 1);
	const choices = schema.oneOf ?? schema.anyOf;
	if (choices) return example(document_, choices.find((one) => one.type !== 'null') ?? choices[0], depth + 1);
	if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => example(document_, one, depth + 1)));
	if (schema.enum) return schema.enum[0];
	const type = [schema.type].flat().find((one) => one && one !== 'null');
	if (type === 'array') return [example(document_, schema.items, depth + 1)].filter((one) => one !== null);
	if (type === 'object' || schema.properties)
		return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, example(document_, value, depth + 1)]));
	return { string: 'text', integer: 1, number: 1.5, boolean: true }[type] ?? null;
}

function fields(document_, schema) {
	const whole = resolve(document_, schema);
	const properties = Object.entries(whole.properties ?? {});
	if (!properties.length) return null;
	return node('table', {}, node('tbody', {}, properties.map(([name, property]) => {
		const resolved = resolve(document_, property);
		return node('tr', {},
			node('th', { scope: 'row' }, node('code', {}, name), (whole.required ?? []).includes(name) ? node('span', { class: 'needed' }, ' required') : ''),
			node('td', { class: 'type' }, link(document_, property)),
			node('td', {}, inline(property.description ?? resolved.description), ' ', node('span', { class: 'type' }, bounds(resolved))));
	})));
}

function link(document_, schema) {
	const inner = schema?.$ref ? schema : schema?.items?.$ref ? schema.items : null;
	const name = typeName(document_, schema);
	return inner ? node('a', { href: `#schema-${inner.$ref.split('/').pop()}` }, name) : name;
}

function body(document_, title, content) {
	return Object.entries(content ?? {}).map(([kind, media]) => {
		const shown = media.example ?? (media.schema && kind.includes('json') ? example(document_, media.schema) : null);
		return [
			node('h4', {}, `${title} · `, kind),
			media.schema ? node('div', { class: 'type' }, link(document_, media.schema)) : null,
			media.schema ? fields(document_, media.schema) : null,
			shown == null ? null : node('details', {}, node('summary', {}, 'Example'), node('pre', {}, JSON.stringify(shown, null, 2))),
		];
	}).flat();
}

function operation(document_, path, method, op) {
	const parameters = (op.parameters ?? []).map((one) => resolve(document_, one));
	const good = Object.entries(op.responses ?? {}).filter(([status]) => status < '300').map(([status, one]) => [status, resolve(document_, one)]);
	const bad = Object.keys(op.responses ?? {}).filter((status) => status >= '300');
	return node('article', { id: op.operationId, 'data-words': `${method} ${path} ${op.summary ?? ''} ${op.operationId ?? ''}`.toLowerCase() },
		node('h3', {}, node('a', { href: `#${op.operationId}` }, heading(op, op.operationId ?? path))),
		node('div', { class: 'line' }, node('span', { class: `method ${method}` }, method), node('span', {}, path),
			node('span', { class: 'tag' }, op['x-permission'] ? `needs ${op['x-permission']}` : 'public')),
		prose(op.description),
		parameters.length ? [node('h4', {}, 'Parameters'), node('table', {}, node('tbody', {}, parameters.map((one) => node('tr', {},
			node('th', { scope: 'row' }, node('code', {}, one.name), one.required ? node('span', { class: 'needed' }, ' required') : ''),
			node('td', { class: 'type' }, `${one.in} · `, typeName(document_, one.schema)),
			node('td', {}, inline(one.description))))))] : null,
		op.requestBody ? body(document_, 'Body', resolve(document_, op.requestBody).content) : null,
		good.map(([status, one]) => one.content ? body(document_, `${status} ${one.description ?? ''}`, one.content) : node('h4', {}, `${status} ${one.description ?? ''}`)),
		bad.length ? [node('h4', {}, 'Problems'), node('div', { class: 'problems' }, bad.map((status) => node('a', { class: 'tag', href: `#status-${status}` }, status)))] : null);
}

function problems(list) {
	const first = new Set();
	return node('section', { id: 'problems' }, node('h2', {}, 'Problems'),
		prose('Told as `application/problem+json`: `type`, `title`, `status`, `code`, `detail`, `request_id`, and with `invalid` the `errors` by field. A rule that refuses an act tells its own `code` with status 422.', { class: 'about' }),
		node('article', {}, node('table', {}, node('tbody', {}, list.map((one) => {
			const anchor = first.has(one.status) ? null : (first.add(one.status), node('span', { id: `status-${one.status}` }));
			return node('tr', { id: `problem-${one.code}` }, node('td', { class: 'type' }, anchor, String(one.status)),
				node('th', { scope: 'row' }, node('code', {}, one.code)), node('td', {}, inline(one.title)), node('td', { class: 'type' }, inline(one.when)));
		})))));
}

function schemas(document_) {
	return node('section', { id: 'schemas' }, node('h2', {}, 'Schemas'), Object.entries(document_.components?.schemas ?? {}).map(([name, schema]) =>
		node('article', { id: `schema-${name}` }, node('h3', {}, name), prose(schema.description), fields(document_, schema) ?? node('div', { class: 'type' }, typeName(document_, schema), ' ', bounds(schema)))));
}

function draw(document_, list) {
	const main = document.getElementById('content');
	const contents = document.getElementById('contents');
	main.replaceChildren(node('h1', {}, document_.info.title, ' API'), node('p', { class: 'about' }, `Version ${document_.info.version} · `,
		node('a', { href: '/api/openapi.json' }, 'OpenAPI description')), ...prose(document_.info.description, { class: 'about' }));
	const all = Object.entries(document_.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method]).map((method) => [path, method, item[method]]));
	for (const tag of document_.tags ?? []) {
		const own = all.filter(([, , op]) => (op.tags ?? []).includes(tag.name));
		main.append(node('section', {}, node('h2', {}, tag.name), prose(tag.description, { class: 'about' }), own.map(([path, method, op]) => operation(document_, path, method, op))));
		contents.append(node('div', {}, node('h2', {}, tag.name), node('ul', {}, own.map(([path, method, op]) =>
			node('li', {}, node('a', { href: `#${op.operationId}` }, node('span', { class: `method ${method}` }, method), node('span', {}, heading(op, path))))))));
	}
	contents.append(node('div', {}, node('h2', {}, 'Reference'), node('ul', {}, ['problems', 'schemas'].map((id) =>
		node('li', {}, node('a', { href: `#${id}` }, node('span', {}), id[0].toUpperCase() + id.slice(1)))))));
	main.append(problems(list), schemas(document_));
	const wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (wanted) location.replace(location.hash);
}

function filter(words) {
	const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
	for (const entry of document.querySelectorAll('#contents li')) {
		const target = document.getElementById(entry.firstElementChild.hash.slice(1));
		entry.hidden = !wanted.every((word) => (target?.dataset.words ?? entry.textContent.toLowerCase()).includes(word));
	}
	for (const group of document.querySelectorAll('#contents > div')) group.hidden = !group.querySelector('li:not([hidden])');
}

async function start() {
	const ask = async (path) => {
		const answer = await fetch(path);
		if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
		return answer.json();
	};
	try {
		const [document_, list] = await Promise.all([ask('/api/openapi.json'), ask('/api/docs/problems.json')]);
		draw(document_, list.items);
		document.getElementById('filter').addEventListener('input', (event) => filter(event.target.value));
	} catch (error) {
		document.getElementById('loading').textContent = `The description could not be loaded: ${error.message}`;
	}
}

start();
