"""A mail server for tests: Debian's aiosmtpd, told by its recipients how to behave.

Arguments: mode (starttls, implicit, clear), certificate, key, user, password. Says its port, then every message it took, one JSON
object a line. Ends when its standard input does. `refused@` is turned away for good, `later-N@` N times for now, `slow@` never answered.
"""

import asyncio
import base64
import json
import logging
import ssl
import sys
import threading
import os

from aiosmtpd.smtp import SMTP, AuthResult

logging.disable(logging.CRITICAL)
mode, certificate, key, user, password = sys.argv[1:6]
put_off = {}


def say(what):
    print(json.dumps(what), flush=True)


class Receiver:
    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0].strip("<>")
        if local == "refused":
            return "550 5.1.1 no such mailbox"
        if local == "slow":
            await asyncio.sleep(3600)
        if local.startswith("later-"):
            put_off[address] = put_off.get(address, 0) + 1
            if put_off[address] <= int(local.split("-")[1]):
                return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": session.ssl is not None or mode == "implicit",
            "user": session.auth_data.decode() if session.auth_data else None,
            "data": base64.b64encode(envelope.original_content).decode(),
        })
        return "250 OK"


def authenticate(server, session, envelope, mechanism, sent):
    good = sent.login == user.encode() and sent.password == password.encode()
    return AuthResult(success=good, handled=good, auth_data=sent.login if good else None)


def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def session():
    return SMTP(
        Receiver(),
        tls_context=tls() if mode == "starttls" else None,
        require_starttls=mode == "starttls",
        auth_required=True,
        auth_require_tls=mode == "starttls",
        authenticator=authenticate,
        enable_SMTPUTF8=True,
        hostname="localhost",
    )


def end_with_input():
    sys.stdin.read()
    os._exit(0)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=tls() if mode == "implicit" else None)
    say({"port": server.sockets[0].getsockname()[1]})
    await server.serve_forever()


threading.Thread(target=end_with_input, daemon=True).start()
asyncio.run(main())
