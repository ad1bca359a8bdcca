"""The server under test: started, spoken to, stopped."""

from __future__ import annotations

import http.client
import json
import os
import random
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import processes


def free_port() -> int:
    """A port of the loopback interface that nobody listens on, below the range of outgoing connections."""
    for _ in range(100):
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no free port on 127.0.0.1")


def call(port: int, method: str, path: str, body: object = None, token: str = "", key: str = "") -> tuple[int, object]:
    """One request; status and decoded body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if key:
        headers["Idempotency-Key"] = key
    try:
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        text = response.read()
        try:
            return response.status, json.loads(text) if text else None
        except json.JSONDecodeError:
            return response.status, text.decode(errors="replace")
    finally:
        connection.close()


def answer(*arguments, **named) -> dict:
    """The body of a request that has to succeed."""
    status, body = call(*arguments, **named)
    if status >= 300 or not isinstance(body, dict):
        raise RuntimeError(f"{arguments[1]} {arguments[2].partition('?')[0]}: {status} {body}")
    return body


@dataclass
class Server:
    """A running `peony serve`."""

    process: subprocess.Popen
    port: int
    admin_port: int
    """Seconds from the start of the process until it says that it is ready."""
    startup: float

    @staticmethod
    def start(binary: str, directory: Path, log: Path, *more: str) -> "Server":
        """Starts it on ports of its own, without limits of rate: all the load comes from one address."""
        port, admin = free_port(), free_port()
        environment = {"PEONY_ADDRESS_RATE": "0", "PEONY_TENANT_RATE": "0"}
        began = time.monotonic()
        process = processes.start(
            [binary, "serve", "--data", str(directory), "--host", "127.0.0.1", "--port", str(port),
             "--admin-port", str(admin), *more], environment, log)

        def is_ready() -> bool:
            try:
                return call(port, "GET", "/ready")[0] == 200
            except (OSError, http.client.HTTPException):
                return False

        processes.wait_until(is_ready, 60, "peony serve", process)
        return Server(process, port, admin, time.monotonic() - began)

    def stop(self) -> None:
        processes.stop(self.process)

    def sign_in(self, account: dict) -> str:
        """A token for one of demo.json's sign-ins."""
        body = answer(self.port, "POST", "/v1/sessions",
                      {"tenant": account["tenant"], "user": account["user"], "password": account["password"]})
        return body["token"]

    def get(self, path: str, token: str) -> dict:
        return answer(self.port, "GET", path, token=token)

    def post(self, path: str, body: object, token: str, key: str = "") -> dict:
        return answer(self.port, "POST", path, body, token=token, key=key)


def demo(binary: str, directory: Path, customers: int, tenants: int, log: Path) -> float:
    """Loads demo data; the seconds that it took."""
    began = time.monotonic()
    with open(log, "ab") as output:
        result = subprocess.run(
            [binary, "demo", "--data", str(directory), "--customers", str(customers), "--tenants", str(tenants)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=os.environ)
    if result.returncode != 0:
        raise RuntimeError(f"peony demo failed; see {log}")
    return time.monotonic() - began
