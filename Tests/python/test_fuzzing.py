"""Schemathesis against a running server: what the OpenAPI document promises holds for whatever it can think of, within a budget.

Per role: no server error, no status, header or body that the document does not describe, nothing accepted that it forbids.
That everything is accepted which the document allows is not asked: rules between fields are not in it.
"""
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Server

LONG = bool(os.environ.get("PEONY_LONG_TESTS"))
SECONDS = int(os.environ.get("PEONY_FUZZ_SECONDS", "120" if LONG else "15"))
SEED = os.environ.get("PEONY_FUZZ_SEED", "20261122")
# Who ends the sessions of others, and suspends people and whole chains, comes last.
ROLES = ["branch_admin", "doctor", "compliance_officer"] + ["chain_director"] * LONG + ["system_admin", "platform_operator"]
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
expected-statuses = [400, 401, 403, 404, 406, 409, 412, 413, 414, 415, 422, 423, 428, 429, 431]

[checks.missing_required_header]
expected-statuses = [400, 401, 403, 404, 406, 412, 422, 428]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("served") / "data")
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def tokens(server: Server) -> dict[str, str]:
    """Before any fuzzing: wrong passwords in it make accounts and the address wait."""
    return {role: server.sign_in(role) for role in ROLES}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_the_document_does_not_promise(
    server: Server, tokens: dict[str, str], role: str, tmp_path: Path
) -> None:
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(CONFIGURATION, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("st")), "--config-file", str(configuration), "run", server.url("/v1/openapi.json"),
        "--header", f"Authorization: Bearer {tokens[role]}", "--header", "Accept-Language: en",
        "--phases", "examples,coverage,fuzzing", "--checks", CHECKS, "--max-time", str(SECONDS), "--seed", SEED,
        "--exclude-path-regex", "^/v1/sessions", "--continue-on-failure", "--no-shrink", "--warnings", "off",
    ]  # fmt: skip
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS * 4 + 120)
    # 1: something failed; the report names each with a curl command, without the token.
    assert result.returncode == 0, result.stdout[-20_000:] + result.stderr[-2_000:]


def test_the_server_said_nothing_of_an_error(server: Server) -> None:
    lines = [line for line in server.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    errors = [line for line in lines if json.loads(line).get("level") in ("error", "critical")]
    # The fuzzer opens whatever it can, canaries too: that is what they are told for.
    assert [line for line in errors if json.loads(line)["message"] != "a canary customer was opened"] == []
