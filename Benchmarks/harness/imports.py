"""An import of a dirty table: tried, run, killed half-way and gone on with, taken back; each with exact counts."""

from __future__ import annotations

import csv
import http.client
import io
import json
import random
import signal
import time
import zipfile
from urllib.parse import quote
from xml.sax.saxutils import escape

from .report import Line
from .server import Server, answer
from .sets import DataSet, say

TITLES = "姓名,手机号码,性别,出生日期,会员等级,身份证号,会员编号,备注"
COLUMNS = ["name", "phone", "sex", "birthday", "level", "idNumber", "externalId", "remark"]
SURNAMES = ("王", "李", "张", "刘", "陈", "杨", "欧阳", "司马", "曾", "单", "仇", "赵", "吴", "周")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华文玉红建国子涵雨欣"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LEVELS = ("普通", "银卡", "金卡", "铂金", "钻石", "")

# Kinds of rows and how many in a thousand are of each; the rest are plain.
KINDS = {"repeated": 40, "known": 20, "phone": 20, "day": 20, "idNumber": 12, "noName": 10, "masked": 6, "longName": 6, "longRemark": 4,
         "level": 6, "minor": 6, "blank": 10, "formula": 10, "quoted": 15}
REFUSED = {"phone", "day", "idNumber", "noName", "masked", "longName", "longRemark", "level", "minor"}


def document(digits: str) -> str:
    """A resident's number with its check digit (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11]


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '",\r\n') else text


def table(rows: int, prefix: str, known: list[str], encoding: str = "gb18030") -> tuple[bytes, dict[str, int]]:
    """A file of so many records with every kind of dirt, and what has to come of it: counted by what is put into each row."""
    chance = random.Random(f"{prefix} {rows}")
    lines, made = [TITLES], []
    expected = {"created": 0, "updated": 0, "duplicates": 0, "failed": 0, "blankRows": 0}
    kinds, shares = [*KINDS, "plain"], [*KINDS.values(), 1000 - sum(KINDS.values())]
    for number in range(rows):
        kind = chance.choices(kinds, shares)[0]
        if kind == "repeated" and not made or kind == "known" and not known:
            kind = "plain"
        if kind == "blank":
            expected["blankRows"] += 1
            lines.append(chance.choice((",,,,,,,", " ,,　,,,,,", ",,,,,,, ")))
            continue
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        phone = f"{prefix}{number:08d}"
        year, month, day = chance.randrange(1950, 2000), chance.randrange(1, 10), chance.randrange(10, 28)
        born = chance.choice((f"{year}-0{month}-{day}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日", f"{year}0{month}{day}",
                              f"{year}.{month}.{day}"))
        level = chance.choice(LEVELS)
        digits = f"319901{year}0{month}{day}{chance.randrange(100, 1000)}"
        paper = document(digits) if chance.random() < 0.25 else ""
        remark = f"来自旧系统，第 {number} 行" if chance.random() < 0.3 else ""
        if kind == "repeated":
            phone = chance.choice(made)
        elif kind == "known":
            phone = chance.choice(known)
        elif kind == "phone":
            phone = chance.choice((phone[:7], "没有", phone + "12345678"))
        elif kind == "day":
            born = chance.choice(("1990-13-40", "1990-02-30", "昨天"))
        elif kind == "idNumber":
            paper = digits + ("2" if document(digits).endswith("1") else "1")
        elif kind == "noName":
            name = chance.choice(("", "  ", "　"))
        elif kind == "masked":
            name = name[0] + "*"
        elif kind == "longName":
            name = name * 65
        elif kind == "longRemark":
            remark = "长" * 1001
        elif kind == "level":
            level = "铜卡"
        elif kind == "minor":
            born = "2020-01-01"
        elif kind == "formula":
            name, remark = chance.choice(("=1+1", "@SUM(A1)", "=HYPERLINK(A1)")), "-2+3|cmd"
        elif kind == "quoted":
            remark = '他说"好"，\n第二行, 有逗号\r\n第三行'
        if kind in REFUSED:
            expected["failed"] += 1
        elif kind in ("repeated", "known"):
            expected["duplicates"] += 1
        else:
            expected["created"] += 1
            made.append(phone)
        way = chance.randrange(10)
        if way == 0:
            phone = phone.translate(WIDE)
        elif way == 1 and kind != "phone":
            phone = "+86 " + phone
        elif way == 2 and kind != "phone":
            phone = f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"
        cells = (name, phone, chance.choice(("男", "女", "")), born, level, paper, f"B-{prefix}-{number}", remark)
        lines.append(",".join(map(cell, cells)))
    return "\r\n".join(lines).encode(encoding), expected


PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="旧系统" sheetId="1" r:id="rId1"/>'
    '</sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '</Relationships>',
}


# What a reader of XML would take for the end of a line.
RETURN = {chr(13): "&#13;"}


def workbook(content: bytes) -> bytes:
    """A table in UTF-8 as a workbook, every cell a text that stands in it."""
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    sheet = ['<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
    for number, row in enumerate(rows, 1):
        cells = (f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text, RETURN)}</t></is></c>'
                 for place, text in enumerate(row) if text)
        sheet.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet.append("</sheetData></worksheet>")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in (PARTS | {"xl/worksheets/sheet1.xml": "".join(sheet)}).items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return packed.getvalue()


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
        known = [f"1700000000{number}" for number in range(5)]
        for phone in known:
            running.post("/v1/customers", {"name": "老客户", "phone": phone, "homeBranchId": home}, token)
        before = count()
        content, expected = table(rows, "171", known, "utf-8")
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
        say("the same from a workbook")
        content, expected = table(rows // 4, "173", [], "utf-8")
        work = Import(running, token, workbook(content), home)
        tried, _ = work.step(running, "check", ("checked",), work.plan)
        same(tried, expected, "the dry run of a workbook")
        done, seconds = work.step(running, "run", ("done",))
        same(done, expected, "the run of a workbook")
        lines.append(Line(f"import: {rows // 4:,} rows of a workbook", seconds, "s"))
        work.step(running, "undo", ("undone",))
        say("killed half-way")
        content, expected = table(rows // 4, "172", known)
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
