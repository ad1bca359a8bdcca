"""One person at one client: requests to either server, and what is known about each answer."""
from __future__ import annotations

import http.client
import json
import random
import time
from dataclasses import dataclass

from .ledger import ACKNOWLEDGED, REFUSED, UNKNOWN, Ledger


@dataclass
class Answer:
    """What came back. Status 0: nothing; then `sent` says whether the server may have got the request."""

    status: int
    body: dict | list | None = None
    sent: bool = True

    @property
    def outcome(self) -> str:
        """What the client may believe: a 5xx is no promise either way."""
        if self.status == 0:
            return UNKNOWN if self.sent else REFUSED
        if self.status >= 500:
            return UNKNOWN
        return ACKNOWLEDGED if self.status < 400 else REFUSED

    @property
    def code(self) -> str:
        return self.body.get("code", "") if isinstance(self.body, dict) else ""


class Client:
    """Keeps a connection to each server. Used by one thread."""

    def __init__(self, ports: list[int], tenant: str, user: str, ledger: Ledger, patience: float = 9) -> None:
        self.ports = ports
        self.tenant = tenant
        self.user = user
        self.token = ""
        self._ledger = ledger
        self._patience = patience
        self._connections: dict[int, http.client.HTTPConnection] = {}

    def ask(self, server: int, method: str, path: str, body: object = None, *, key: str = "", match: int = 0,
            token: str | None = None) -> Answer:
        """One request to one server, once."""
        headers = {}
        token = self.token if token is None else token
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        if match:
            headers["If-Match"] = f'"{match}"'
        payload = None if body is None else json.dumps(body).encode()
        answer = self._exchange(server, method, "/v1" + path, payload, headers)
        self._ledger.count(f"answers {answer.status or 'none'}")
        if answer.status == 500:
            with self._ledger.lock:
                self._ledger.internal_errors.append((time.time(), f"{method} {path}"))
        return answer

    def _exchange(self, server: int, method: str, path: str, payload: bytes | None, headers: dict) -> Answer:
        connection = self._connections.get(server)
        if connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.ports[server], timeout=self._patience)
            try:
                connection.connect()
            except OSError:
                connection.close()
                return Answer(0, sent=False)
            self._connections[server] = connection
        try:
            connection.request(method, path, payload, headers)
            response = connection.getresponse()
            raw = response.read()
            if response.will_close:
                self._forget(server)
        except (OSError, http.client.HTTPException):
            self._forget(server)
            return Answer(0)
        try:
            return Answer(response.status, json.loads(raw) if raw else None)
        except ValueError:
            return Answer(response.status)

    def _forget(self, server: int) -> None:
        connection = self._connections.pop(server, None)
        if connection:
            connection.close()

    def insist(self, dice: random.Random, until: float, method: str, path: str, body: object = None, *, key: str = "",
               token: str | None = None) -> Answer:
        """Asks one server or the other until one answers with less than 500, or the time is over. Only for what may be
        repeated: reads, and writes under a key."""
        while True:
            answer = self.ask(dice.randrange(len(self.ports)), method, path, body, key=key, token=token)
            if 0 < answer.status < 500 and answer.status != 429 or time.monotonic() > until:
                return answer
            time.sleep(0.05 + 0.2 * dice.random())

    def sign_in(self, password: str, dice: random.Random, until: float) -> bool:
        body = {"tenant": self.tenant, "user": self.user, "password": password}
        answer = self.insist(dice, until, "POST", "/sessions", body, token="")
        if answer.status == 201 and isinstance(answer.body, dict):
            self.token = answer.body["token"]
            return True
        return False

    def close(self) -> None:
        for server in list(self._connections):
            self._forget(server)
