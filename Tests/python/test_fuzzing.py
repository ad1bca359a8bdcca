"""Schemathesis against a running server: what the OpenAPI document promises holds for whatever it can think of, within a budget.

Per role: no server error, no status, header or body that the document does not describe, nothing accepted that it forbids.
That everything is accepted which the document allows is not asked: rules between fields are not in it.
"""
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = next((path for name in ("debug", "release") if (path := ROOT / ".build" / name / "peony").exists()), None)
SECONDS = int(os.environ.get("PEONY_FUZZ_SECONDS", "120" if os.environ.get("PEONY_LONG_TESTS") else "15"))
SEED = os.environ.get("PEONY_FUZZ_SEED", "20261122")
ROLES = ["branch_admin", "doctor", "system_admin", "compliance_officer", "platform_operator"]
CHECKS = ",".join(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "missing_required_header",
        "unsupported_method",
    ]
)
# Refusals that are not 400: a version that is missing or stale, and the like.
CONFIGURATION = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 406, 409, 412, 413, 414, 415, 422, 428, 429, 431]

[checks.missing_required_header]
expected-statuses = [400, 401, 403, 404, 406, 412, 422, 428]
"""


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
    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self.tokens: dict[str, str] = {}
        self.directory = directory
        self.log = directory.parent / "server.log"
        environment = os.environ | {
            "PEONY_BINARY": str(PROGRAM),
            "PEONY_ADDRESS_RATE": "0",
            "PEONY_TENANT_RATE": "0",
        }
        command = ["scripts/run", "--data", str(directory), "--port", str(self.port), "--customers", "60", "--tenants", "2"]
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
                with urllib.request.urlopen(self.url("/ready"), timeout=2):
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
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)["token"]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def sign_in_all(self) -> dict[str, str]:
        """Before any fuzzing: wrong passwords in it make accounts and the address wait."""
        return {role: self.sign_in(role) for role in ROLES}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if PROGRAM is None:
        pytest.skip("no program is built")
    directory = tmp_path_factory.mktemp("fuzzing")
    # The cluster's own user must be able to reach its folder below this one.
    for parent in [directory, *directory.parents]:
        if parent.stat().st_uid == os.getuid() and parent.name.startswith(("pytest-", "fuzzing")):
            parent.chmod(0o711)
    running = Server(directory / "data")
    try:
        running.wait()
        running.tokens = running.sign_in_all()
        yield running
    finally:
        running.stop()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_the_document_does_not_promise(server: Server, role: str, tmp_path: Path) -> None:
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(CONFIGURATION, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("st")), "--config-file", str(configuration), "run", server.url("/v1/openapi.json"),
        "--header", f"Authorization: Bearer {server.tokens[role]}", "--header", "Accept-Language: en",
        "--phases", "examples,coverage,fuzzing", "--checks", CHECKS, "--max-time", str(SECONDS), "--seed", SEED,
        "--exclude-path-regex", "^/v1/sessions", "--continue-on-failure", "--no-shrink", "--warnings", "off",
    ]  # fmt: skip
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS * 4 + 120)
    # 1: something failed; the report names each with a curl command, without the token.
    assert result.returncode == 0, result.stdout[-20_000:] + result.stderr[-2_000:]


def test_the_server_said_nothing_of_an_error(server: Server) -> None:
    lines = [line for line in server.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    errors = [line for line in lines if json.loads(line).get("level") in ("error", "critical")]
    assert errors == []
