/**
 * A provider of single sign-on for tests: `oidc-provider` over TLS, where nobody has to click. Whoever signs in is who `login_hint` says,
 * base64url of JSON: `{ sub, email, email_verified, name, amr }`; the browser adds it to the address it is sent to.
 *
 * Arguments: certificate, key, clients (JSON). Says its port as one JSON object. Ends when its standard input does.
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import Provider from 'oidc-provider';

const [certificate, key, clients] = process.argv.slice(2);
const people = new Map();
const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) });
await new Promise((done) => server.listen(0, 'localhost', done));
const { port } = server.address();

const provider = new Provider(`https://localhost:${port}`, {
	clients: JSON.parse(clients),
	claims: {
		openid: ['sub', 'amr'],
		email: ['email', 'email_verified'],
		profile: ['name'],
		auth_time: null
	},
	// What the scopes name is told in the token for some clients, and elsewhere alone for the others.
	conformIdTokenClaims: process.env.CLAIMS_ELSEWHERE === 'yes',
	cookies: { keys: ['a key of a test'] },
	features: { devInteractions: { enabled: false } },
	findAccount: (_, id) => people.has(id) && { accountId: id, claims: () => people.get(id) },
	interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
	pkce: { required: () => true },
	ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 }
});

/** Signs in and agrees, as a person would with two clicks. */
provider.use(async (ctx, next) => {
	if (!ctx.path.startsWith('/interaction/')) return next();
	const details = await provider.interactionDetails(ctx.req, ctx.res);
	if (details.prompt.name === 'login') {
		if (details.params.login_hint === 'nobody') {
			const refusal = { error: 'access_denied', error_description: 'nobody is there' };
			return provider.interactionFinished(ctx.req, ctx.res, refusal);
		}
		const person = JSON.parse(Buffer.from(details.params.login_hint, 'base64url'));
		people.set(person.sub, person);
		return provider.interactionFinished(ctx.req, ctx.res, {
			login: { accountId: person.sub, amr: person.amr }
		});
	}
	const grant = new provider.Grant({
		accountId: details.session.accountId,
		clientId: details.params.client_id
	});
	grant.addOIDCScope(details.params.scope);
	const consent = { grantId: await grant.save() };
	return provider.interactionFinished(ctx.req, ctx.res, { consent }, { mergeWithLastSubmission: true });
});

server.on('request', provider.callback());
process.stdin.on('end', () => process.exit()).resume();
console.log(JSON.stringify({ port }));
