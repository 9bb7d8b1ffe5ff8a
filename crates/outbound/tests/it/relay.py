"""A mail relay on this machine, by aiosmtpd: takes letters over real SMTP and reads them with Python's own parser.

    python3 relay.py '{"tls": "none" | "starttls" | "tls", "cert", "key", "user", "password", "ascii"}'

It prints one JSON object a line: its port, then each letter. The recipient's name says what it answers.
"""

import asyncio
import email
import email.policy
import html.parser
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

# It is asked to do what a careless relay does, and need not warn of it.
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

REFUSED = {
    "nobody": "550 5.1.1 no such person",
    "full": "452 4.2.2 mailbox is full",
    "grey": "451 4.7.1 come back later",
    "outside": "530 5.7.0 sign in first",
}


def say(line):
    print(json.dumps(line), flush=True)


class Page(html.parser.HTMLParser):
    """What a mail program would show of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.text += data


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("stranger@"):
            return "553 5.7.1 not your address"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.partition("@")[0]
        if name in REFUSED:
            return REFUSED[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "spam":
            return "554 5.6.0 not wanted"
        if name == "slow":
            await asyncio.Event().wait()
        content = envelope.content
        message = email.message_from_bytes(content, policy=email.policy.default)
        plain = message.get_body(("plain",))
        page = Page()
        page.feed(message.get_body(("html",)).get_content())
        defects = [str(defect) for part in message.walk() for defect in part.defects]
        defects += [str(defect) for _, value in message.items() for defect in value.defects]
        say({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "hello": session.host_name,
            "encrypted": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "signed_in": session.authenticated,
            "headers": [[name.lower(), str(value)] for name, value in message.items()],
            "types": [part.get_content_type() for part in message.walk()],
            "plain": plain.get_content().replace("\r\n", "\n"),
            "tags": page.tags,
            "links": page.links,
            "text": page.text,
            "defects": defects,
            "longest": max(len(line) for line in content.split(b"\r\n")),
            "bare": b"\n" in content.replace(b"\r\n", b"") or b"\r" in content.replace(b"\r\n", b""),
        })
        return "250 OK"


def authenticator(asked):
    expected = (asked.get("user"), asked.get("password"))

    def check(server, session, envelope, mechanism, data):
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == expected, handled=given == expected)

    return check


async def serve(asked):
    context = None
    if asked["tls"] != "none":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(asked["cert"], asked["key"])
    starttls = asked["tls"] == "starttls"

    def connection():
        return SMTP(
            Handler(),
            hostname="relay.example.org",
            enable_SMTPUTF8=not asked.get("ascii", False),
            tls_context=context if starttls else None,
            require_starttls=starttls,
            authenticator=authenticator(asked) if "user" in asked else None,
            auth_required="user" in asked,
            auth_require_tls=False,
        )

    loop = asyncio.get_running_loop()
    secured = context if asked["tls"] == "tls" else None
    server = await loop.create_server(connection, "127.0.0.1", 0, ssl=secured)
    say({"port": server.sockets[0].getsockname()[1]})
    await server.serve_forever()


asyncio.run(serve(json.loads(sys.argv[1])))
