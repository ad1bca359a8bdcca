"""Exports: asked for from a list with a reason, downloaded and opened; one that waits is approved by somebody else."""
import csv
import io
import uuid

import openpyxl
from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_pages import accessible, settle, shoot, sound


def approval(server: Server, rows: int) -> None:
    """Sets above how many rows a day somebody else has to approve."""
    token = server.token("admin1")
    _, settings = server.call("GET", "/v1/settings", token)
    status, answer = server.call("PATCH", "/v1/settings", token, {"exportApprovalRows": rows}, version=settings["version"])
    assert status == 200, answer


def test_a_list_becomes_a_workbook_that_opens(visit: Visit, server: Server, tmp_path):
    approval(server, 1_000_000)
    reason = "盘点 " + uuid.uuid4().hex[:6]
    page = visit.signed_in("jingan.admin")
    page.goto("/customers?f.level=gold")
    settle(page)
    page.get_by_role("button", name="导出").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="生成文件")).to_be_disabled()
    dialog.get_by_label("事由").fill(reason)
    # What may not leave is not offered.
    expect(dialog.get_by_label("手机", exact=True)).to_have_count(0)
    dialog.get_by_label("标签", exact=True).uncheck()
    accessible(page, "export dialog")
    shoot(page, "export dialog")
    dialog.get_by_role("button", name="生成文件").click()
    expect(dialog.get_by_text("文件已生成", exact=False)).to_be_visible()
    shoot(page, "export ready")
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="下载").click()
    path = tmp_path / "list.xlsx"
    waiting.value.save_as(path)
    assert waiting.value.suggested_filename.endswith(".xlsx")
    book = openpyxl.load_workbook(path)
    rows = list(book.active.iter_rows(values_only=True))
    assert reason in rows[0][0] and "jingan.admin" in rows[0][0] and rows[-1][0] == rows[0][0]
    titles, people = rows[1], rows[2:-1]
    assert "姓名" in titles and "标签" not in titles
    level = titles.index("会员等级")
    assert people and {row[level] for row in people} == {"金卡"}
    # Numbers are numbers, days are days, and no cell is a formula.
    assert all(isinstance(row[titles.index("客户号")], int) for row in people)
    assert any(hasattr(row[titles.index("生日")], "year") for row in people)
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    token = server.token("jingan.admin")
    me = server.call("GET", "/v1/me", token)[1]
    # He sees another branch too, as what he is there; what leaves is his own.
    branches = next(one["branches"] for one in me["permissions"] if one["action"] == "export.customer")
    expected, cursor = 0, ""
    while True:
        status, answer = server.call("GET", "/v1/customers?filter[level]=gold&fields=id,homeBranchId&limit=200" + cursor, token)
        assert status == 200, answer
        expected += sum(row["homeBranchId"] in branches for row in answer["data"])
        if not answer["page"]["next"]:
            break
        cursor = "&cursor=" + answer["page"]["next"]
    assert len(people) == expected

    dialog.get_by_role("link", name="打开导出页").click()
    settle(page)
    row = page.get_by_role("row").filter(has_text=reason)
    expect(row.get_by_text("已生成")).to_be_visible()
    expect(row.get_by_text("已下载 1 次")).to_be_visible()
    sound(page, "/exports")
    accessible(page, "/exports")
    shoot(page, "exports")
    page.get_by_role("button", name="Switch to English").click()
    settle(page)
    shoot(page, "exports en")
    page.goto("/customers")
    settle(page)
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("dialog").get_by_label("Reason")).to_be_focused()
    shoot(page, "export dialog en")


def test_chosen_rows_above_the_limit_wait_for_the_director(visit: Visit, server: Server, tmp_path):
    approval(server, 0)
    try:
        reason = "抽查 " + uuid.uuid4().hex[:6]
        page = visit.signed_in("jingan.admin")
        page.goto("/customers")
        settle(page)
        # Customers of the other branch, where she is a consultant, are not hers to take out.
        boxes = page.get_by_role("row").filter(has_text="静安院区").get_by_role("checkbox")
        boxes.nth(0).check()
        boxes.nth(1).check()
        page.get_by_role("region", name="已选").get_by_role("button", name="导出").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("事由").fill(reason)
        dialog.get_by_text("CSV").click()
        dialog.get_by_role("button", name="生成文件").click()
        expect(dialog.get_by_text("共 2 行，需要另一位负责人审批", exact=False)).to_be_visible()
        shoot(page, "export waits")

        other = visit.signed_in("director")
        other.goto("/exports")
        settle(other)
        row = other.get_by_role("row").filter(has_text=reason)
        expect(row.get_by_text("待审批")).to_be_visible()
        accessible(other, "/exports to decide")
        shoot(other, "exports to decide")
        row.get_by_role("button", name="批准", exact=False).last.click()
        expect(other.get_by_text("已记录审批结果")).to_be_visible()

        page.goto("/exports")
        row = page.get_by_role("row").filter(has_text=reason)
        expect(row.get_by_text("已生成")).to_be_visible(timeout=90_000)
        with page.expect_download() as waiting:
            row.get_by_role("button", name="下载").click()
        path = tmp_path / "list.csv"
        waiting.value.save_as(path)
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
        assert len(rows) == 5 and reason in rows[0][0] and rows[-1] == rows[0]
    finally:
        approval(server, 10_000)
