"""A tenant: what a test can do to it, and what it was asked."""

from __future__ import annotations

import json
from urllib.parse import quote


class Tenant:
    """One tenant of an emulator; `url` is the root that its clients use, without the version."""

    def __init__(self, emulator, name: str) -> None:
        self.emulator = emulator
        self.name = name
        self.url = f"{emulator.url}/tenants/{name}"

    def control(self, method: str, path: str, body=None, /, **options):
        """A request to the tenant's part of the control plane: `control("GET", "/clock")`."""
        return self.emulator.control(method, f"/tenants/{quote(self.name, safe='')}{path}", body, **options)

    def delete(self) -> None:
        self.control("DELETE", "")

    # State

    def seed(self, document: dict) -> dict:
        """Merges a seed in; how many objects were created and changed."""
        return self.control("POST", "/seed", document)

    def export(self) -> dict:
        """All state, as a seed."""
        return self.control("GET", "/export")

    def reset(self) -> None:
        """Back to what the tenant began with."""
        self.control("POST", "/reset")

    def save(self, snapshot: str) -> None:
        self.control("PUT", f"/snapshots/{quote(snapshot, safe='')}")

    def restore(self, snapshot: str) -> None:
        self.control("POST", f"/snapshots/{quote(snapshot, safe='')}/restore")

    def settings(self, **changes) -> dict:
        """Changes settings by their names (`pageSize=5`; None takes one back); those that differ from their defaults."""
        return self.control("PATCH", "/settings", changes) if changes else self.control("GET", "/settings")

    # Time

    def freeze(self, at: str) -> dict:
        """Stops the clock at a time, `2026-01-31T08:15:30Z`."""
        return self.control("PUT", "/clock", {"mode": "frozen", "now": at})

    def advance(self, by: str = "nextExpiry") -> dict:
        """Moves the clock by an ISO 8601 duration, or to the next moment at which something expires."""
        return self.control("PUT", "/clock", {"advance": by})

    # Callers

    def token(self, **claims) -> str:
        """An access token: `token(user="adele@contoso.example", scopes=["User.Read"])`, `token(app=…, roles=[…])`."""
        return self.control("POST", "/tokens", claims)["access_token"]

    # Requests

    def requests(self, **match) -> list[dict]:
        """The requests that fit, the oldest first: `requests(method="POST", path="/users", status="4xx")`."""
        return self.control("GET", "/requests", **match)["value"]

    def verify(self, match: dict, min: int | None = None, max: int | None = None) -> None:
        """Fails unless as many requests fit, one at least where `max` is not 0; the message has those that nearly did."""
        count = {"min": (0 if max == 0 else 1) if min is None else min}
        if max is not None:
            count["max"] = max
        answer = self.control("POST", "/requests/verify", {"match": match, "count": count})
        assert answer["verified"], "requests that fit {}: {}, expected {}\n{}".format(
            json.dumps(match), answer.get("count"), json.dumps(count),
            "\n".join(described(request) for request in answer.get("nearMisses", [])))


def described(request: dict) -> str:
    """A request of the journal in a line."""
    words = [request["method"], request["target"], "->", str(request["status"])]
    if request.get("error"):
        words.append(request["error"])
    if request.get("missed"):
        words.append(f"(misses {', '.join(request['missed'])})")
    return " ".join(words)
