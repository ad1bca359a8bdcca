"""A server with demo data for the tests that look at it from outside: `scripts/run` with the program that was built."""
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = next((path for name in ("debug", "release") if (path := ROOT / ".build" / name / "peony").exists()), None)


def open_to_the_cluster(directory: Path) -> None:
    """The cluster's own user must be able to reach its folder below this one."""
    for parent in [directory, *directory.parents]:
        if parent.stat().st_uid == os.getuid() and parent.name.startswith(("pytest-", "served")):
            parent.chmod(0o711)


def free_port() -> int:
    """A port whose neighbour, for the admin listener, is free too."""
    for _ in range(100):
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
    raise RuntimeError("no free port")


class Server:
    def __init__(self, directory: Path, customers: int = 60, **settings: str) -> None:
        if PROGRAM is None:
            pytest.skip("no program is built")
        open_to_the_cluster(directory.parent)
        self.port = free_port()
        self.directory = directory
        self.log = directory.parent / "server.log"
        environment = os.environ | {
            "PEONY_BINARY": str(PROGRAM),
            "PEONY_ADDRESS_RATE": "0",
            "PEONY_TENANT_RATE": "0",
        } | settings
        command = [
            "scripts/run", "--data", str(directory), "--port", str(self.port), "--customers", str(customers), "--tenants", "2",
        ]  # fmt: skip
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def wait(self) -> None:
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                with urllib.request.urlopen(self.url("/ready"), timeout=10):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def sign_in(self, role: str) -> str:
        people = json.loads((self.directory / "demo.json").read_text(encoding="utf-8"))
        person = next(entry for entry in people if entry["role"] == role)
        body = json.dumps({key: person[key] for key in ("tenant", "user", "password")}).encode()
        request = urllib.request.Request(
            self.url("/v1/sessions"), data=body, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["token"]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
