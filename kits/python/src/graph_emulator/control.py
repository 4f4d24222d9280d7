"""The control plane, `/_emulator`, over HTTP."""

from __future__ import annotations

import httpx

from .errors import NoEmulator
from .reach import check, silence
from .transport import near_by


class ControlError(Exception):
    """The control plane refused something."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code


class Control:
    """Requests below `/_emulator`; JSON in, JSON out, and refusals as `ControlError`, silence as `NoEmulator`."""

    def __init__(self, url: str, key: str | None = None) -> None:
        headers = {"x-emulator-key": key} if key else {}
        self._url = url
        self._has_key = bool(key)
        try:
            self._client = httpx.Client(base_url=url + "/_emulator", headers=headers, timeout=60, **near_by(url))
        except httpx.InvalidURL as error:
            raise NoEmulator(f"{url!r} is no URL: {error}") from error

    def __call__(self, method: str, path: str, body=None, /, **options):
        """The parsed answer; None for an empty one. Options that are None are left out."""
        options = {name: value for name, value in options.items() if value is not None}
        try:
            answer = self._client.request(method, path, json=body, params=options or None)
        except httpx.TransportError as error:
            raise NoEmulator(silence(self._url, f"{method} /_emulator{path}", error)) from None
        if answer.is_error:
            raise self._error(answer)
        return answer.json() if answer.content else None

    def check(self) -> None:
        """Raises `NoEmulator` where no emulator answers, or none that lets itself be controlled."""
        check(self._client, self._url, self._has_key)

    def close(self) -> None:
        self._client.close()

    @staticmethod
    def _error(answer: httpx.Response) -> ControlError:
        try:
            error = answer.json()["error"]
            return ControlError(answer.status_code, error["code"], error["message"])
        except (ValueError, KeyError, TypeError):
            return ControlError(answer.status_code, "UnexpectedAnswer", answer.text[:500])
