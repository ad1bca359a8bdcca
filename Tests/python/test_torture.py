"""The torture rig for a minute with a fresh seed: `scripts/torture` with the program that was built.

PEONY_TORTURE_SECONDS changes how long, PEONY_TORTURE_SEED the seed."""
import os
import random
import subprocess

import pytest
from served import PROGRAM, ROOT

SECONDS = os.environ.get("PEONY_TORTURE_SECONDS", "60")


def torture(*arguments: str, shipped: bool = False) -> subprocess.CompletedProcess:
    """With the program that was built for tests, or the one that is shipped, which `scripts/torture` builds if need be."""
    if PROGRAM is None:
        pytest.skip("no program is built")
    environment = os.environ | ({} if shipped else {"PEONY_BINARY": str(PROGRAM)})
    return subprocess.run(
        ["scripts/torture", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=float(SECONDS) + 2400,
    )  # fmt: skip


def test_two_servers_lose_nothing_that_was_acknowledged() -> None:
    seed = os.environ.get("PEONY_TORTURE_SEED") or str(random.SystemRandom().randrange(1 << 31))
    result = torture("--seed", seed, "--seconds", SECONDS)
    assert result.returncode == 0, f"scripts/torture --seed {seed} --seconds {SECONDS}\n{result.stderr}"


# Minutes each, with deadlines that want a machine of their own: only `scripts/test --long` runs them.
@pytest.mark.skipif(not os.environ.get("PEONY_LONG_TESTS"), reason="a long test")
def test_every_key_is_replaced_under_load() -> None:
    result = torture("--rotate", "--seconds", SECONDS)
    assert result.returncode == 0, f"scripts/torture --rotate --seconds {SECONDS}\n{result.stdout[-4000:]}{result.stderr}"


@pytest.mark.skipif(not os.environ.get("PEONY_LONG_TESTS"), reason="a long test")
def test_what_is_shipped_does_most_of_what_it_can_when_it_is_asked_for_too_much() -> None:
    # Its promise is a share of what the program can do, and one built for debugging spends many times as much on a refusal.
    result = torture("--overload", "--seconds", SECONDS, shipped=True)
    assert result.returncode == 0, f"scripts/torture --overload --seconds {SECONDS}\n{result.stdout[-4000:]}{result.stderr}"
