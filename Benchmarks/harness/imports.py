"""An import of a dirty table: tried, run, killed half-way and gone on with, taken back; each with exact counts."""

from __future__ import annotations

import http.client
import json
import random
import signal
import time
from urllib.parse import quote

from .report import Line
from .server import Server, answer
from .sets import DataSet, say

TITLES = "姓名,手机号码,性别,出生日期,会员等级,会员编号,备注"
COLUMNS = ["name", "phone", "sex", "birthday", "level", "externalId", "remark"]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华文玉红建国子涵雨欣"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LEVELS = ("普通", "银卡", "金卡", "铂金", "钻石", "")


def table(rows: int, prefix: str) -> tuple[bytes, dict[str, int]]:
    """A file of so many rows in GB 18030, and what has to come of it."""
    chance = random.Random(7)
    lines, made, expected = [TITLES], [], {"created": 0, "duplicates": 0, "failed": 0}
    for number in range(rows):
        kind = chance.random()
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        phone, born = f"{prefix}{number:08d}", f"19{chance.randrange(60, 99)}-0{chance.randrange(1, 9)}-1{chance.randrange(10)}"
        if kind < 0.04 and made:
            phone = chance.choice(made)
            expected["duplicates"] += 1
        elif kind < 0.06:
            phone = phone[:7]
            expected["failed"] += 1
        elif kind < 0.08:
            born = "1990-13-40"
            expected["failed"] += 1
        elif kind < 0.09:
            name = ""
            expected["failed"] += 1
        else:
            made.append(phone)
            expected["created"] += 1
        if chance.random() < 0.1:
            phone = phone.translate(WIDE)
        if chance.random() < 0.1:
            born = born.replace("-", "/")
        lines.append(f"{name},{phone},{chance.choice('男女')},{born},{chance.choice(LEVELS)},B-{prefix}-{number},\"来自旧系统，第 {number} 行\"")
    return "\r\n".join(lines).encode("gb18030"), expected


def upload(running: Server, token: str, content: bytes) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=300)
    try:
        connection.request("POST", "/v1/files?name=" + quote("旧系统.csv"), content,
                           {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"})
        response = connection.getresponse()
        body = json.loads(response.read())
        if response.status != 201:
            raise RuntimeError(f"the upload failed: {response.status} {body}")
        return body["id"]
    finally:
        connection.close()


class Import:
    def __init__(self, running: Server, token: str, content: bytes, home: str) -> None:
        self.token = token
        began = time.monotonic()
        file = upload(running, token, content)
        self.uploaded = time.monotonic() - began
        self.id = running.post("/v1/imports", {"fileId": file}, token)["id"]
        self.plan = {"columns": [{"column": place, "field": field} for place, field in enumerate(COLUMNS)],
                     "policy": "skip", "homeBranchId": home, "source": "bench"}

    def look(self, running: Server) -> dict:
        return running.get(f"/v1/imports/{self.id}", self.token)

    def step(self, running: Server, verb: str, until: tuple[str, ...], body: object = None) -> tuple[dict, float]:
        """Asks for a step and waits for its end; the import then, and the seconds."""
        began = time.monotonic()
        answer(running.port, "POST", f"/v1/imports/{self.id}/{verb}", body, token=self.token)
        return self.wait(running, until), time.monotonic() - began

    def wait(self, running: Server, until: tuple[str, ...], rows: int = 0) -> dict:
        deadline = time.monotonic() + 1_200
        while time.monotonic() < deadline:
            now = self.look(running)
            if now["state"] in until or rows and now["rows"] >= rows:
                return now
            if now["state"] == "failed":
                raise RuntimeError(f"the import failed: {now}")
            time.sleep(0.2)
        raise RuntimeError("the import does not end")


def same(found: dict, expected: dict[str, int], what: str) -> None:
    counts = {name: found[name] for name in expected}
    if counts != expected:
        raise RuntimeError(f"{what}: {counts} instead of {expected}")


def measure(data: DataSet, rows: int) -> list[Line]:
    """In a copy of the set: everything that is done is gone afterwards."""
    admin = next(account for account in data.accounts if account["role"] == "branch_admin")
    count = lambda: int(data.database.query(f"select count(*) from app.customer where tenant_id = '{data.tenant}'"))
    before = count()
    lines: list[Line] = []
    with data.serving() as running:
        token = running.sign_in(admin)
        home = running.get("/v1/me", token)["branches"][0]["id"]
        say(f"an import of {rows:,} rows")
        content, expected = table(rows, "171")
        work = Import(running, token, content, home)
        lines.append(Line("import: upload, sealed as it comes", len(content) / work.uploaded / (1 << 20), "MiB/s"))
        tried, seconds = work.step(running, "check", ("checked",), work.plan)
        same(tried, expected, "the dry run")
        lines.append(Line(f"import: dry run of {rows:,} rows", seconds, "s"))
        done, seconds = work.step(running, "run", ("done",))
        same(done, expected, "the run")
        lines.append(Line(f"import: {rows:,} rows with duplicates and dirt", seconds, "s", "≤ 120" if rows == 100_000 else ""))
        if count() != before + expected["created"]:
            raise RuntimeError("the customers are not those of the counts")
        undone, seconds = work.step(running, "undo", ("undone",))
        lines.append(Line(f"import: {undone['removed']:,} customers taken back", seconds, "s"))
        if count() != before:
            raise RuntimeError("an import that was taken back left customers")
        say("killed half-way")
        content, expected = table(rows // 4, "172")
        work = Import(running, token, content, home)
        work.step(running, "check", ("checked",), work.plan)
        answer(running.port, "POST", f"/v1/imports/{work.id}/run", None, token=token)
        work.wait(running, ("done",), rows // 8)
        running.process.send_signal(signal.SIGKILL)
        running.process.wait()
    with data.serving() as running:
        # The lease of the job that died runs out first.
        began = time.monotonic()
        done = work.wait(running, ("done",))
        same(done, expected, "the run that was killed")
        if count() != before + expected["created"]:
            raise RuntimeError("a run that was killed made somebody twice, or not at all")
        lines.append(Line("import: from kill -9 half-way to done, the lease included", time.monotonic() - began, "s"))
        work.step(running, "undo", ("undone",))
        left = count() - before
        lines.append(Line("import: customers left after taking it back", left, ""))
    return lines
