"""How an emulator is reached over HTTP."""

from __future__ import annotations

import ssl


def near_by(url: str) -> dict:
    """Options of a client: past the proxies of the environment, and over HTTPS with the authorities of the machine.

    Those are named by `SSL_CERT_FILE`, as `graph-emulator cert` says, or are where OpenSSL looks.
    """
    options = {"trust_env": False}
    if url.startswith("https://"):
        options["verify"] = ssl.create_default_context()
    return options
