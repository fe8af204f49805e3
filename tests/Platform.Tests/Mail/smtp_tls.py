"""An SMTP server with TLS and a password on loopback, for tests: smtp_tls.py MODE PORT CERTIFICATE KEY MAILDIR PASSWORD."""

import asyncio
import ssl
import sys

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult


def main():
    mode, port, certificate, key, maildir, password = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def authenticate(server, session, envelope, mechanism, login):
        right = (login.login, login.password) == (b"office", password.encode())
        return AuthResult(success=right, handled=right)

    def session():
        return SMTP(
            Mailbox(maildir),
            tls_context=context if mode == "starttls" else None,
            require_starttls=mode == "starttls",
            authenticator=authenticate,
            auth_required=True,
            auth_require_tls=mode == "starttls",
        )

    loop = asyncio.new_event_loop()
    loop.run_until_complete(
        loop.create_server(session, "127.0.0.1", int(port), ssl=context if mode == "implicit" else None)
    )
    loop.run_forever()


main()
