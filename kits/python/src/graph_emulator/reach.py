"""Whether an emulator can be worked with that somebody else has started."""

from __future__ import annotations

import ssl

import httpx

from .errors import NoEmulator

VERSION = "/_emulator/version"
TENANTS = "/_emulator/tenants"


def check(client: httpx.Client, url: str, has_key: bool) -> None:
    """Asks who is there, and whether we may make tenants; `NoEmulator` where nothing could come of it.

    The client's base URL is that of the control plane.
    """
    who = asked(client, url, "/version")
    if who.status_code == 403:
        raise NoEmulator(refusal(url, VERSION, who, has_key))
    if not is_emulator(who):
        raise NoEmulator(stranger(url, who))
    tenants = asked(client, url, "/tenants")
    if tenants.status_code != 200:
        raise NoEmulator(refusal(url, TENANTS, tenants, has_key))


def asked(client: httpx.Client, url: str, path: str) -> httpx.Response:
    try:
        return client.get(path, timeout=10)
    except httpx.HTTPError as error:
        untrusted = certificate_error(error)
        raise NoEmulator(untrusted_certificate(url, untrusted) if untrusted else silence(url, f"GET /_emulator{path}", error)) from error


def is_emulator(answer: httpx.Response) -> bool:
    try:
        return answer.status_code == 200 and {"version", "schema"} <= answer.json().keys()
    except (ValueError, AttributeError):
        return False


def certificate_error(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """The one that an error of the transport comes from."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


# What is said

def silence(url: str, request: str, error: httpx.HTTPError) -> str:
    why = str(error) or type(error).__name__
    return f"Nothing answers at {url} ({request}: {why}). Is graph-emulator serve running there?"


def stranger(url: str, answer: httpx.Response) -> str:
    hint = next((f" The URL is wanted without {end}." for end in ("/v1.0", "/beta") if url.endswith(end)), "")
    return (f"What answers at {url} is no graph-emulator (GET {VERSION}: {answer.status_code}, "
            f"{answer.headers.get('content-type', 'no content type')}).{hint}")


def refusal(url: str, path: str, answer: httpx.Response, has_key: bool) -> str:
    try:
        message = " " + answer.json()["error"]["message"]
    except (ValueError, KeyError, TypeError):
        message = ""
    do = ""
    if answer.status_code in (401, 403):
        do = (" Is the key in GRAPH_EMULATOR_ADMIN_KEY that of serve --admin-key?" if has_key
              else " Set GRAPH_EMULATOR_ADMIN_KEY to the key of serve --admin-key, or the one that it printed.")
    return f"The emulator at {url} refuses to be controlled (GET {path}: {answer.status_code}).{message}{do}"


def untrusted_certificate(url: str, error: ssl.SSLCertVerificationError) -> str:
    return (f"The certificate of {url} is not trusted ({error.verify_message}). Set SSL_CERT_FILE to the file that "
            "`graph-emulator cert` names, or take the URL of HTTP; for a name of your own there is serve --tls-name.")
