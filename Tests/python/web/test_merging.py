"""Duplicates, merging and its undo, bulk work and a hand-over, in a browser."""
import re
import time
import uuid

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_flows import a_customer
from .test_pages import accessible, settle, shoot


def two_files(server: Server) -> tuple[dict, dict]:
    """Two files of one person in the desk's branch."""
    first, second = a_customer(server), a_customer(server)
    for one in (first, second):
        status, found = server.call("GET", f"/v1/customers/{one['id']}", one["token"])
        assert status == 200
        body = {"wechat": "wx" + first["clear"], "remark": "备注 " + one["clear"][-4:]}
        status, answer = server.call("PATCH", f"/v1/customers/{one['id']}", one["token"], body, version=found["version"])
        assert status == 200, answer
    return first, second


def test_two_files_are_compared_merged_by_keyboard_and_restored(visit: Visit, server: Server):
    first, second = two_files(server)
    page = visit.signed_in("jingan.admin")
    page.goto(f"/customers/{first['id']}/merge/{second['id']}")
    settle(page)
    accessible(page, "merge")
    shoot(page, "merge")
    name = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="姓名"))
    kept = name.get_by_role("radio", name="姓名：保留")
    kept.focus()
    page.keyboard.press("ArrowRight")
    expect(name.get_by_role("radio", name="姓名：并入")).to_be_checked()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") != "name"
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog")
    accessible(page, "merge dialog")
    dialog.get_by_role("button", name="合并").click()
    expect(page).to_have_url(re.compile(f"/customers/{first['id']}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(second["name"])
    # The old address leads to the file that stands.
    page.goto(f"/customers/{second['id']}")
    expect(page).to_have_url(re.compile(f"/customers/{first['id']}$"))
    settle(page)
    shoot(page, "merged")
    page.get_by_role("button", name="撤销合并").click()
    page.get_by_role("dialog").get_by_label("撤销原因").fill("看错了")
    page.get_by_role("dialog").get_by_role("button", name="撤销合并").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(first["name"])
    page.goto(f"/customers/{second['id']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(second["name"])


def test_the_queue_shows_pairs_and_keeps_away_what_is_no_duplicate(visit: Visit, server: Server):
    first, second = two_files(server)
    page = visit.signed_in("jingan.admin")
    token = server.token("jingan.admin")
    deadline = time.monotonic() + 400
    while True:
        status, answer = server.call("GET", "/v1/customer-duplicates?limit=200", token)
        assert status == 200
        if any({one["id"] for one in pair["customers"]} == {first["id"], second["id"]} for pair in answer["data"]):
            break
        assert time.monotonic() < deadline, "the job found no pair"
        time.sleep(2)
    page.goto("/duplicates")
    settle(page)
    accessible(page, "duplicates")
    shoot(page, "duplicates")
    pair = page.locator("section.card").filter(has_text=f"#{first['number']}").filter(has_text=f"#{second['number']}")
    pair.get_by_role("button", name="不是重复").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("原因").fill("姐妹")
    dialog.get_by_role("button", name="不是重复").click()
    expect(pair).to_have_count(0)
    page.goto("/duplicates?state=dismissed")
    expect(pair).to_contain_text("姐妹")
    english = visit.signed_in("jingan.admin")
    english.goto("/duplicates")
    settle(english)


def test_many_customers_change_by_a_job_with_progress(visit: Visit, server: Server):
    customer = a_customer(server)
    page = visit.signed_in("jingan.desk1")
    page.goto("/customers")
    page.get_by_role("searchbox").fill(customer["clear"])
    row = page.get_by_role("row").filter(has_text=f"#{customer['number']}")
    expect(row).to_be_visible()
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="调整等级").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("新的会员等级").select_option("gold")
    dialog.get_by_role("button", name="应用").click()
    expect(dialog.get_by_text("已处理 1 位")).to_be_visible()
    accessible(page, "bulk")
    shoot(page, "bulk")
    status, found = server.call("GET", f"/v1/customers/{customer['id']}", customer["token"])
    assert found["level"] == "gold"


def test_everything_that_the_filters_find_is_chosen_with_its_number(visit: Visit, server: Server):
    customer = a_customer(server)
    token = customer["token"]
    status, changed = server.call("PATCH", f"/v1/customers/{customer['id']}", token, {"level": "diamond"}, version=customer["version"])
    assert status == 200, changed
    status, counted = server.call("GET", "/v1/customers/bulk-actions/selection?filter%5Blevel%5D=diamond", token)
    assert status == 200 and counted["count"] > 1, counted
    page = visit.signed_in("jingan.desk1")
    page.goto("/customers?f.level=diamond")
    settle(page)
    page.get_by_role("row").nth(1).get_by_role("checkbox").check()
    page.get_by_role("button", name=f"选择全部 {counted['count']} 位").click()
    expect(page.get_by_role("region", name=f"已选全部 {counted['count']} 位")).to_be_visible()
    accessible(page, "bulk-all")
    shoot(page, "bulk-all")
    page.get_by_role("button", name="调整等级").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("包括没有显示出来的")).to_be_visible()
    dialog.get_by_label("新的会员等级").select_option("diamond")
    dialog.get_by_role("button", name=f"应用到 {counted['count']} 位").click()
    expect(dialog.get_by_text(f"已处理 {counted['count']} 位")).to_be_visible(timeout=30_000)


def test_customers_are_handed_over_by_plan_and_taken_back(visit: Visit, server: Server):
    director = server.token("director")
    status, people = server.call("GET", "/v1/users?limit=200", director)
    assert status == 200
    consultants = [one for one in people["data"] if one["state"] == "active"]
    customer = a_customer(server)
    giver = next(one for one in consultants if "consultant1" in one.get("userName", ""))
    status, found = server.call("GET", f"/v1/customers/{customer['id']}", director)
    status, answer = server.call("PATCH", f"/v1/customers/{customer['id']}", director, {"ownerId": giver["id"]}, version=found["version"])
    assert status == 200, answer
    page = visit.signed_in("director")
    page.goto(f"/people/{giver['id']}")
    settle(page)
    page.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="移交客户与工作").click()
    dialog = page.get_by_role("dialog")
    accessible(page, "hand over plan")
    shoot(page, "hand-over-plan")
    successor = next(one for one in consultants if "consultant2" in one.get("userName", ""))
    dialog.get_by_label("接手人").select_option(successor["id"])
    dialog.get_by_role("button", name="下一步").click()
    expect(dialog.get_by_text(successor["displayName"])).to_be_visible()
    accessible(page, "hand over check")
    shoot(page, "hand-over-check")
    dialog.get_by_role("button", name="开始移交").click()
    expect(dialog.get_by_role("button", name="撤销移交")).to_be_visible()
    shoot(page, "hand-over-done")
    status, found = server.call("GET", f"/v1/customers/{customer['id']}", director)
    assert found["ownerId"] == successor["id"]
    dialog.get_by_role("button", name="撤销移交").click()
    deadline = time.monotonic() + 60
    while found["ownerId"] != giver["id"]:
        assert time.monotonic() < deadline
        time.sleep(0.5)
        status, found = server.call("GET", f"/v1/customers/{customer['id']}", director)
    assert str(uuid.UUID(found["ownerId"])) == giver["id"]


def test_who_is_entered_twice_is_noticed_while_typing(visit: Visit, server: Server):
    customer = a_customer(server)
    page = visit.signed_in("jingan.desk1")
    page.goto("/customers?new=1")
    dialog = page.get_by_role("dialog", name="新建客户")
    dialog.get_by_label("姓名").fill("另一个名字")
    dialog.get_by_label("手机").fill(customer["clear"][:3] + " " + customer["clear"][3:7] + "-" + customer["clear"][7:])
    notice = dialog.get_by_text("可能已经建过档")
    expect(notice).to_be_visible()
    expect(dialog.get_by_text("手机号相同")).to_be_visible()
    accessible(page, "likely duplicate")
    shoot(page, "likely duplicate")
    dialog.get_by_label("手机").fill("1380000")
    expect(notice).to_have_count(0)
    dialog.get_by_label("手机").fill(customer["clear"])
    dialog.get_by_role("link", name=f"#{customer['number']}").click()
    expect(page).to_have_url(re.compile(f"/customers/{customer['id']}$"))
