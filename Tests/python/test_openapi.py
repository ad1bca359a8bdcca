"""Holds the API's description to the OpenAPI 3.1 specification: the kept one, and the one that a built program prints."""
import json
import subprocess
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

ROOT = Path(__file__).resolve().parents[2]
METHODS = {"get", "put", "post", "delete", "patch"}
PROGRAM = next((path for name in ("debug", "release") if (path := ROOT / ".build" / name / "peony").exists()), None)


def kept() -> dict:
    return json.loads((ROOT / "Tests/Golden/openapi.json").read_text(encoding="utf-8"))


def printed(*arguments: str) -> dict:
    output = subprocess.run([PROGRAM, "openapi", *arguments], check=True, capture_output=True, timeout=60).stdout
    return json.loads(output)


needs_program = pytest.mark.skipif(PROGRAM is None, reason="no program is built")


def operations(document: dict) -> list[tuple[str, str, dict]]:
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


def test_the_kept_description_is_valid() -> None:
    assert list(OpenAPIV31SpecValidator(kept()).iter_errors()) == []


@needs_program
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_printed_description_is_valid(language: str) -> None:
    assert list(OpenAPIV31SpecValidator(printed("--language", language)).iter_errors()) == []


@needs_program
def test_the_printed_description_is_the_kept_one() -> None:
    assert printed() == kept()


def test_every_operation_says_what_it_is_and_how_it_fails() -> None:
    for path, method, operation in operations(kept()):
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["tags"], where
        assert any(status.startswith("2") for status in operation["responses"]), where
        named = {name for name in path.split("/") if name.startswith("{")}
        described = {f"{{{p['name']}}}" for p in operation.get("parameters", []) if p["in"] == "path"}
        assert named == described, where


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, _, operation in operations(kept())]
    assert len(ids) == len(set(ids))


def test_the_validator_finds_a_fault() -> None:
    broken = kept()
    broken["paths"]["/v1/customers/{id}"]["get"]["parameters"][0]["in"] = "nowhere"
    del broken["info"]["version"]
    assert list(OpenAPIV31SpecValidator(broken).iter_errors()) != []
