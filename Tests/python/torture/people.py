"""Who works: the sign-ins of the demo's chains that the load uses, and the texts that they write."""
from __future__ import annotations

import json
import random
from pathlib import Path

CHAINS = ("yueyan", "meili", "chain003")
# Front desks create, change, search and reveal within their branch; two share a branch and so their customers.
DESKS = {"yueyan": ("jingan.desk1", "jingan.desk2", "xuhui.desk1"), "meili": ("hongkou.desk", "minhang.desk"), "chain003": ("main.desk",)}
ADMIN = "admin1"
# A person who holds nothing in the branch in which a role is granted to him and taken from him again.
GUEST, GUEST_HOST = "jingan.store", "xuhui.desk2"
# Signs in and out.
VISITOR = {"yueyan": "jingan.cashier", "meili": "hongkou.nurse", "chain003": "main.consultant"}

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ("晓雨", "静怡", "思琪", "若兰", "梦瑶", "雅婷", "诗涵", "佳慧")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def passwords(directory: Path) -> dict[tuple[str, str], str]:
    people = json.loads((directory / "demo.json").read_text(encoding="utf-8"))
    return {(person["tenant"], person["user"]): person["password"] for person in people}


def name(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def word(dice: random.Random, length: int = 12) -> str:
    """A text that nobody else writes."""
    return "".join(dice.choice(LETTERS) for _ in range(length))


class PhoneBook:
    """Numbers of one client, never given twice in a run: the client's own two digits are in the middle."""

    def __init__(self, client: int) -> None:
        self._client = client
        self._next = 0

    def next(self, dice: random.Random) -> str:
        self._next += 1
        return f"19{dice.randrange(10)}{self._client:02d}{self._next:06d}"
