"""What is done in the customers' list itself: a row's menu, cells changed in place, columns moved and widened; and paper."""
import re
import uuid

from playwright.sync_api import Locator, Page, expect

from .conftest import Server, Visit
from .test_flows import a_customer
from .test_pages import accessible, settle, shoot, sound


def row_of(page: Page, customer: dict) -> Locator:
    """The customer's row. What was made last stands on top."""
    page.goto("/customers?view=all")
    settle(page)
    row = page.locator(".grid-body .grid-row").filter(has_text=f"#{customer['number']}")
    expect(row).to_have_count(1)
    return row


def focus_row(page: Page, row: Locator) -> None:
    """The keyboard on the grid, and on that row."""
    page.get_by_role("grid").focus()
    for _ in range(int(row.get_attribute("aria-rowindex")) - 2):
        page.keyboard.press("ArrowDown")
    expect(row).to_have_class(re.compile("grid-active"))


def test_a_rows_menu_opens_by_mouse_keys_and_finger_and_does_what_the_peek_does(visit: Visit, server: Server):
    customer = a_customer(server)
    page = visit.signed_in("jingan.desk1")
    row = row_of(page, customer)
    row.click(button="right")
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    accessible(page, "row menu")
    shoot(page, "row menu")
    by_mouse = menu.get_by_role("menuitem").all_inner_texts()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(page.get_by_role("grid")).to_be_focused()
    focus_row(page, row)
    for key in ["Shift+F10", "ContextMenu"]:
        page.keyboard.press(key)
        expect(menu.get_by_role("menuitem").first).to_be_focused()
        assert menu.get_by_role("menuitem").all_inner_texts() == by_mouse
        page.keyboard.press("Tab")
        expect(menu).to_have_count(0)
        expect(page.get_by_role("grid")).to_be_focused()
    # The same acts beside the list.
    page.keyboard.press("Enter")
    peek = page.locator(".peek")
    peek.get_by_role("button", name="更多操作").click()
    acts = page.get_by_role("menu").get_by_role("menuitem").all_inner_texts()
    assert acts and set(acts) <= {text.split("\n")[0] for text in by_mouse}
    page.get_by_role("menuitem", name="编辑资料").click()
    dialog = page.get_by_role("dialog", name="编辑资料")
    renamed = customer["name"] + "改"
    dialog.get_by_label("姓名").first.fill(renamed)
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator(".grid-body").get_by_text(renamed)).to_be_visible()
    expect(peek.get_by_role("heading", name=renamed)).to_be_visible()
    # A finger has a button at the end of each row.
    tablet = visit.signed_in("jingan.desk1", size=(1024, 768), touch=True)
    row = row_of(tablet, customer)
    button = row.get_by_role("button", name="这一行的操作")
    assert button.bounding_box()["height"] >= 44
    button.tap()
    tablet.get_by_role("menuitem", name="在旁边查看").tap()
    expect(tablet.locator(".peek")).to_be_visible()


def test_who_may_only_look_has_no_acts_that_change(visit: Visit, server: Server):
    page = visit.signed_in("compliance")
    page.goto("/customers")
    settle(page)
    page.locator(".grid-body .grid-row").first.click(button="right")
    labels = " ".join(page.get_by_role("menuitem").all_inner_texts())
    assert "复制客户号" in labels
    for denied in ["编辑资料", "在表中修改", "写沟通记录", "打标签"]:
        assert denied not in labels
    page.keyboard.press("Escape")
    page.keyboard.press("F2")
    expect(page.locator(".grid-editing")).to_have_count(0)


def test_cells_are_changed_in_place_with_the_version_seen_and_taken_back(visit: Visit, server: Server):
    customer = a_customer(server)
    token = server.token("jingan.desk2")
    now = lambda: server.call("GET", f"/v1/customers/{customer['id']}", token)[1]  # noqa: E731
    page = visit.signed_in("jingan.desk1")
    row = row_of(page, customer)
    focus_row(page, row)
    page.keyboard.press("F2")
    name = page.get_by_label("姓名", exact=True)
    expect(name).to_be_focused()
    accessible(page, "a cell under change")
    shoot(page, "cell under change")
    page.keyboard.press("Escape")
    expect(page.get_by_role("grid")).to_be_focused()
    renamed = "改" + uuid.uuid4().hex[:6]
    with page.expect_request(lambda request: request.method == "PATCH") as sent:
        page.keyboard.press("F2")
        name.fill(renamed)
        page.keyboard.press("Tab")
    assert sent.value.headers["if-match"] == f'"{customer["version"]}"'
    # Tab goes on to the next cell that can be changed; its change stands on the version that the first one made.
    expect(page.get_by_label("会员等级")).to_be_focused()
    page.get_by_label("会员等级").select_option("silver")
    page.keyboard.press("Enter")
    expect(row.get_by_text("银卡")).to_be_visible()
    expect(page.get_by_role("button", name="撤销")).to_have_count(2)
    assert (now()["name"], now()["level"]) == (renamed, "silver")
    page.get_by_role("button", name="撤销").last.click()
    expect(row.get_by_text("银卡")).to_have_count(0)
    expect(row.get_by_text(renamed)).to_be_visible()
    settle(page)
    assert now()["level"] == customer["level"]
    sound(page, "/customers after changes in place")


def test_a_cell_that_a_colleague_changed_is_put_side_by_side(visit: Visit, server: Server):
    customer = a_customer(server)
    token = server.token("jingan.desk2")
    page = visit.signed_in("jingan.desk1")
    # The page hears of nothing meanwhile, and so shows what is old.
    page.route("**/v1/stream", lambda route: route.abort())
    row = row_of(page, customer)
    theirs, mine = "甲" + uuid.uuid4().hex[:5], "乙" + uuid.uuid4().hex[:5]
    status, answer = server.call("PATCH", f"/v1/customers/{customer['id']}", token, {"name": theirs}, customer["version"])
    assert status == 200, answer
    focus_row(page, row)
    page.keyboard.press("F2")
    page.get_by_label("姓名", exact=True).fill(mine)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="资料刚被别人改过")
    expect(dialog.get_by_text(theirs)).to_be_visible()
    expect(dialog.get_by_text(mine)).to_be_visible()
    accessible(page, "conflict of a cell")
    dialog.get_by_role("button", name="按选择保存").click()
    expect(row.get_by_text(mine)).to_be_visible()
    settle(page)
    assert server.call("GET", f"/v1/customers/{customer['id']}", token)[1]["name"] == mine
    visit.complaints = [text for text in visit.complaints if "ERR_FAILED" not in text]


def test_columns_are_dragged_and_moved_by_buttons_and_a_view_keeps_them(visit: Visit, server: Server):
    page = visit.signed_in("jingan.desk1")
    page.goto("/customers?view=all")
    settle(page)
    heads = page.get_by_role("columnheader")
    order = lambda: [text.strip() for text in heads.all_inner_texts() if text.strip() and text.strip() != "操作"]  # noqa: E731
    before = order()
    head = page.locator('[data-column="phone"]')
    wide = head.bounding_box()["width"]
    edge = head.locator(".grid-edge").bounding_box()
    page.mouse.move(edge["x"] + 4, edge["y"] + 8)
    page.mouse.down()
    page.mouse.move(edge["x"] + 64, edge["y"] + 8, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"widths=phone\.\d+"))
    assert abs(head.bounding_box()["width"] - wide - 60) < 3
    level, number = page.locator('[data-column="level"]').bounding_box(), page.locator('[data-column="number"]').bounding_box()
    page.mouse.move(level["x"] + 30, level["y"] + 12)
    page.mouse.down()
    page.mouse.move(number["x"] + 10, number["y"] + 12, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("columns=name%2Clevel%2Cnumber"))
    assert "sort=" not in page.url, "a drag sorts nothing"
    page.get_by_role("button", name="列与行距").click()
    for _ in range(2):
        page.get_by_role("button", name="会员等级：后移").click()
    page.get_by_role("button", name="手机：变窄").press("Enter")
    accessible(page, "columns")
    shoot(page, "columns")
    assert order() == before
    expect(page).not_to_have_url(re.compile("columns="))
    page.get_by_role("button", name="恢复默认的列").click()
    expect(page).not_to_have_url(re.compile("widths="))
    page.keyboard.press("Escape")
    # Kept in a view, and there again for whoever opens it.
    name = "宽列" + uuid.uuid4().hex[:6]
    page.goto("/customers?view=all&columns=name,phone,number&widths=phone.260")
    settle(page)
    page.get_by_role("button", name="保存视图").click()
    page.get_by_label("视图名称").fill(name)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="全部客户").click()
    assert order() == before
    page.get_by_role("tab", name=name).click()
    expect(page).to_have_url(re.compile(r"widths=phone\.260"))
    assert order() == ["姓名", "手机", "客户号"]
    page.get_by_role("button", name=f"视图 {name} 的操作").click()
    page.get_by_role("menuitem", name="删除这个视图").click()
    expect(page.get_by_role("tab", name=name)).to_have_count(0)


def test_a_record_is_printed_with_its_masks(visit: Visit, server: Server):
    customer = a_customer(server)
    page = visit.signed_in("jingan.desk1")
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    page.goto(f"/customers/{customer['id']}")
    settle(page)
    page.get_by_role("button", name="打印档案").click()
    sheet = page.locator(".print-sheet")
    expect(sheet).to_contain_text(customer["name"])
    assert page.evaluate("window.printed") == 1
    masked = server.call("GET", f"/v1/customers/{customer['id']}", server.token("jingan.desk1"))[1]["phone"]
    assert "****" in masked
    expect(sheet).to_contain_text(masked)
    expect(sheet).to_contain_text("遮盖的内容按打印人的权限显示")
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(page.locator(".shell")).to_be_hidden()
    shoot(page, "record printed")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)


def test_a_role_that_somebody_published_in_between_is_joined_item_by_item(visit: Visit, server: Server):
    token = server.token("director")
    roles = server.call("GET", "/v1/roles", token)[1]["data"]
    base = next(role for role in roles if role["code"] == "cashier")
    units = server.call("GET", "/v1/branches?kind=all", token)[1]["data"]
    code = "joined_" + uuid.uuid4().hex[:6]
    chain = next(unit for unit in units if unit["kind"] == "chain")
    names = {"nameZh": "合并" + code[-4:], "nameEn": code}
    admin = server.token("admin1")
    status, made = server.call("POST", "/v1/roles", admin, {"basedOn": base["id"], "unitId": chain["id"], "code": code, **names})
    assert status == 201, made
    page = visit.signed_in("admin1")
    page.goto(f"/roles/{made['id']}")
    settle(page)
    level = page.get_by_label(re.compile("^生日.*可见程度$|^客户 · 生日.*可见程度$")).first
    expect(level).to_be_visible()
    mine = "none" if level.input_value() != "none" else "masked"
    level.select_option(mine)
    bar = page.get_by_role("region", name=re.compile("处改动尚未提交"))
    expect(bar).to_be_visible()
    # Meanwhile somebody else publishes.
    role = server.call("GET", f"/v1/roles/{made['id']}", admin)[1]
    content = role["content"] | {"actions": [action for action in role["content"]["actions"] if action != "read.tag"]}
    assert content != role["content"]
    status, proposal = server.call("POST", f"/v1/roles/{made['id']}/proposals", admin, {"baseVersion": role["version"], "content": content})
    assert status == 201, proposal
    status, answer = server.call("POST", f"/v1/roles/{made['id']}/proposals/{proposal['id']}/publication", admin)
    assert status == 204, answer
    page.get_by_role("button", name="查看并合并").click()
    dialog = page.get_by_role("dialog", name="这个角色刚被别人改过")
    settle(page)
    expect(dialog.get_by_role("row").filter(has_text="查看标签")).to_be_visible()
    # Taking one field away spells out the right of its class.
    expect(dialog.get_by_role("row").filter(has_text="身份")).to_be_visible()
    accessible(page, "role joined")
    shoot(page, "role joined")
    dialog.get_by_role("button", name="合并到我的草稿").click()
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="查看差异并提交").click()
    review = page.get_by_role("dialog", name="变更差异")
    expect(review.get_by_text(re.compile("身份|生日")).first).to_be_visible()
    expect(review.get_by_text("查看标签")).to_have_count(0)


def test_what_is_new_and_how_lists_look_are_in_the_help_and_in_the_profile(visit: Visit):
    page = visit.signed_in("jingan.desk1")
    page.goto("/help?view=changes")
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("月")
    assert page.locator(".changes li").count() > 5
    accessible(page, "/help changes")
    shoot(page, "changes")
    page.goto("/me")
    settle(page)
    page.get_by_role("radio", name="宽松").click()
    page.goto("/customers?view=all")
    settle(page)
    assert page.locator(".grid-body .grid-row").first.bounding_box()["height"] == 48
    page.goto("/me")
    page.get_by_role("radio", name="自动").click()
