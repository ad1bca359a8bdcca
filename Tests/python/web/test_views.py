"""Views of the customers' list, kept by the server: one's own, shared ones, defaults, and what a reader may not."""
import uuid

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_pages import accessible, settle, shoot, sound


def test_a_view_is_kept_changed_made_default_and_dropped(visit: Visit, server: Server):
    name = "金卡" + uuid.uuid4().hex[:6]
    page = visit.signed_in("jingan.desk1")
    page.goto("/customers?f.level=gold&view=all")
    settle(page)
    page.get_by_role("button", name="列与行距").click()
    page.get_by_label("来源渠道", exact=True).uncheck()
    page.get_by_role("radio", name="紧凑").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="保存视图").click()
    page.get_by_label("视图名称").fill(name)
    accessible(page, "view dialog")
    page.get_by_role("button", name="保存", exact=True).click()
    tab = page.get_by_role("tab", name=name)
    expect(tab).to_have_attribute("aria-selected", "true")
    settle(page)
    sound(page, "/customers with a view")
    shoot(page, "saved view")
    page.get_by_role("button", name=f"视图 {name} 的操作").click()
    page.get_by_role("menuitem", name="设为默认视图").click()
    # In another browser of the same person: the list opens with it.
    other = visit.signed_in("jingan.desk1")
    other.goto("/customers")
    expect(other.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    expect(other.get_by_role("columnheader", name="来源渠道")).to_have_count(0)
    other.get_by_role("tab", name="全部客户").click()
    expect(other.get_by_role("tab", name="全部客户")).to_have_attribute("aria-selected", "true")
    other.get_by_role("tab", name=name).click()
    other.get_by_role("button", name=f"视图 {name} 的操作").click()
    other.get_by_role("menuitem", name="删除这个视图").click()
    expect(other.get_by_role("tab", name=name)).to_have_count(0)


def test_a_shared_view_says_what_it_leaves_out(visit: Visit, server: Server):
    name = "九零后" + uuid.uuid4().hex[:6]
    token = server.token("jingan.admin")
    branch = server.call("GET", "/v1/me", token)[1]["branches"][0]["id"]
    content = {"filters": [{"field": "birthday", "op": "gte", "value": "1990-01-01"}], "sort": "birthday"}
    status, made = server.call("POST", "/v1/saved-views", token, {"list": "customer", "name": name, "scope": "branch", "branchId": branch, "content": content})
    assert status == 201, made
    page = visit.signed_in("compliance")
    page.goto("/customers")
    page.get_by_role("tab", name=name).click()
    settle(page)
    expect(page.get_by_text("已略去")).to_be_visible()
    accessible(page, "a restricted view")
    server.call("DELETE", f"/v1/saved-views/{made['id']}", token)


def test_the_list_in_groups_opens_and_shuts_by_hand_and_keys_and_is_kept(visit: Visit, server: Server):
    name = "按等级" + uuid.uuid4().hex[:6]
    page = visit.signed_in("jingan.desk1")
    page.goto("/customers?view=all")
    settle(page)
    page.get_by_role("button", name="列与行距").click()
    page.get_by_label("分组").select_option(label="会员等级")
    page.keyboard.press("Escape")
    grid = page.get_by_role("treegrid")
    heads = grid.locator("[role=row][aria-expanded]")
    expect(heads.first).to_have_attribute("aria-expanded", "true")
    settle(page)
    # The numbers are those of the API, the largest group first.
    token = server.token("jingan.desk1")
    groups = server.call("GET", "/v1/customers/groups?by=level", token)[1]["groups"]
    expect(heads.first).to_contain_text(f"{groups[0]['count']:,}")
    rows = grid.locator("[role=row][aria-level='2']")
    expect(rows.first).to_be_visible()
    sound(page, "/customers in groups")
    accessible(page, "/customers in groups")
    shoot(page, "customers in groups")
    # All shut: one head a group. By keys: right opens, left on a row goes to its head, left there shuts it.
    page.get_by_role("button", name="全部收起").click()
    expect(heads).to_have_count(len(groups))
    expect(rows).to_have_count(0)
    grid.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(heads.first).to_have_attribute("aria-expanded", "true")
    expect(rows.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary")).to_be_visible()
    page.keyboard.press("Escape")
    grid.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(heads.first).to_have_attribute("aria-expanded", "false")
    heads.nth(1).click()
    expect(heads.nth(1)).to_have_attribute("aria-expanded", "true")
    # A view keeps it.
    page.get_by_role("button", name="保存视图").click()
    page.get_by_label("视图名称").fill(name)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="全部客户").click()
    expect(page.get_by_role("grid")).to_be_visible()
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("treegrid")).to_be_visible()
    page.get_by_role("button", name=f"视图 {name} 的操作").click()
    page.get_by_role("menuitem", name="删除这个视图").click()
    expect(page.get_by_role("tab", name=name)).to_have_count(0)
