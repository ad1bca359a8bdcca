"""The torture rig for a minute with a fresh seed: `scripts/torture` with the program that was built.

PEONY_TORTURE_SECONDS changes how long, PEONY_TORTURE_SEED the seed."""
import os
import random
import subprocess

import pytest
from served import PROGRAM, ROOT

SECONDS = os.environ.get("PEONY_TORTURE_SECONDS", "60")


def torture(*arguments: str) -> subprocess.CompletedProcess:
    if PROGRAM is None:
        pytest.skip("no program is built")
    return subprocess.run(
        ["scripts/torture", *arguments], cwd=ROOT, env=os.environ | {"PEONY_BINARY": str(PROGRAM)}, capture_output=True,
        text=True, timeout=float(SECONDS) + 1200,
    )  # fmt: skip


def test_two_servers_lose_nothing_that_was_acknowledged() -> None:
    seed = os.environ.get("PEONY_TORTURE_SEED") or str(random.SystemRandom().randrange(1 << 31))
    result = torture("--seed", seed, "--seconds", SECONDS)
    assert result.returncode == 0, f"scripts/torture --seed {seed} --seconds {SECONDS}\n{result.stderr}"


# Minutes each, with deadlines that want a machine of their own: only `scripts/test --long` runs them.
@pytest.mark.skipif(not os.environ.get("PEONY_LONG_TESTS"), reason="a long test")
@pytest.mark.parametrize("kind", ["--rotate", "--overload"])
def test_load_while_keys_are_replaced_and_when_it_is_too_much(kind: str) -> None:
    result = torture(kind, "--seconds", SECONDS)
    assert result.returncode == 0, f"scripts/torture {kind} --seconds {SECONDS}\n{result.stdout[-4000:]}{result.stderr}"
