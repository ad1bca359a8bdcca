"""A `peony serve` that is started, killed, stopped and started again."""
from __future__ import annotations

import http.client
import os
import signal
import subprocess
import time
from pathlib import Path


class Server:
    """One place of a server: the same ports at each start, one log a start."""

    def __init__(self, number: int, binary: str, directory: Path, logs: Path, port: int, admin_port: int) -> None:
        self.number = number
        self.port = port
        self.admin_port = admin_port
        self.logs: list[Path] = []
        # Logs of processes that were killed: their last line may be cut off.
        self.cut: set[Path] = set()
        self._binary = binary
        self._directory = directory
        self._folder = logs
        # Where it keeps the audit's notes while it leads.
        self.notes = logs / f"notes-{number}"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        log = self._folder / f"server-{self.number}.{len(self.logs) + 1:03d}.log"
        self.logs.append(log)
        command = [
            self._binary, "serve", "--data", str(self._directory), "--host", "127.0.0.1", "--port", str(self.port),
            "--admin-port", str(self.admin_port), "--webhook-networks", "127.0.0.1/32",
            "--audit-anchors", f"file:{self.notes}",
        ]  # fmt: skip
        environment = os.environ | {"PEONY_ADDRESS_RATE": "0", "PEONY_TENANT_RATE": "0"}
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def status(self) -> int | None:
        """How the process ended, if it has."""
        return self._process.poll() if self._process else None

    def signal(self, number: int) -> None:
        """Only ever to our own child that has not been waited for: nobody else can have its id."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(number)

    def kill(self) -> None:
        if self._process:
            self.cut.add(self.logs[-1])
            self.signal(signal.SIGKILL)
            self._process.wait()

    def stop(self, patience: float = 30) -> float:
        """Asks it to end; the seconds that it took."""
        began = time.monotonic()
        if self._process and self._process.poll() is None:
            self.signal(signal.SIGCONT)
            self.signal(signal.SIGTERM)
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                self.kill()
        return time.monotonic() - began

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def metric(self, name: str) -> float:
        """The sum of a metric over its labels; -1 when the server does not say."""
        connection = http.client.HTTPConnection("127.0.0.1", self.admin_port, timeout=5)
        try:
            connection.request("GET", "/metrics")
            text = connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return -1
        finally:
            connection.close()
        lines = [line for line in text.splitlines() if line.split("{")[0].split(" ")[0] == name]
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines) if lines else -1
