"""Tags: defined by the chain, put in order with mouse and keys, given to customers, and what the list is filtered by."""
import uuid

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_pages import accessible, settle, shoot, sound


def words(prefix: str) -> str:
    return f"{prefix}{uuid.uuid4().hex[:6]}"


def make(server: Server, path: str, body: dict) -> str:
    status, answer = server.call("POST", path, server.token("director"), body)
    assert status == 201, answer
    return answer["id"]


def some_customer(server: Server) -> dict:
    """One whom nobody has tagged yet: a list shows the first few tags of a customer."""
    person = {"name": words("标签试验"), "phone": "136" + str(uuid.uuid4().int)[:8]}
    status, answer = server.call("POST", "/v1/customers", server.token("jingan.desk1"), person)
    assert status == 201, answer
    return answer


def test_a_director_makes_groups_and_tags_and_puts_them_in_order(visit: Visit, server: Server):
    page = visit.signed_in("director")
    page.goto("/tags")
    settle(page)
    group = words("肤质")
    page.get_by_role("button", name="新建标签组").click()
    page.get_by_label("名称必填").fill(group)
    page.get_by_role("radio", name="单选").click()
    page.get_by_role("button", name="保存").click()
    section = page.get_by_role("region", name=group)
    expect(section.get_by_text("单选")).to_be_visible()
    for name in ["干性", "油性", "混合性"]:
        section.get_by_role("button", name="新建标签").click()
        page.get_by_label("名称必填").fill(name)
        page.get_by_role("button", name="保存").click()
        expect(section.get_by_role("listitem").filter(has_text=name)).to_be_visible()
    names = section.locator("li .tag")
    expect(names).to_have_text(["干性", "油性", "混合性"])
    section.get_by_role("button", name="上移 混合性").click()
    expect(names).to_have_text(["干性", "混合性", "油性"])
    # With the keys, from wherever the focus is in the line.
    section.get_by_role("button", name="编辑标签 油性").press("Alt+ArrowUp")
    expect(names).to_have_text(["干性", "油性", "混合性"])
    section.locator("li").nth(0).locator(".tag-grip").drag_to(section.locator("li").nth(2))
    expect(names).to_have_text(["油性", "混合性", "干性"])
    page.reload()
    expect(page.get_by_role("region", name=group).locator("li .tag")).to_have_text(["油性", "混合性", "干性"])
    section.get_by_role("button", name="停用 干性").click()
    expect(names).to_have_text(["油性", "混合性"])
    settle(page)
    sound(page, "/tags")
    accessible(page, "/tags")
    shoot(page, "tags director")


def test_the_desk_tags_a_customer_and_filters_by_it(visit: Visit, server: Server):
    name = words("圈层")
    group = make(server, "/v1/tag-groups", {"name": name, "nameEn": "Circle " + name, "colour": "violet", "maximum": 2})
    tags = {tag: make(server, "/v1/tags", {"groupId": group, "name": tag, "nameEn": "Tag " + tag}) for tag in [words("甲"), words("乙"), words("丙")]}
    first, second, third = tags
    customer = some_customer(server)
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/customers/{customer['id']}")
    page.get_by_role("button", name="打标签").click()
    dialog = page.get_by_role("dialog")
    for tag in [first, second]:
        dialog.get_by_role("button", name=tag).click()
        expect(dialog.get_by_role("button", name=tag)).to_have_attribute("aria-pressed", "true")
    dialog.get_by_role("button", name=third).click()
    expect(dialog.get_by_role("alert")).to_contain_text("最多 2 个")
    accessible(page, "tag dialog")
    shoot(page, "tags dialog")
    page.keyboard.press("Escape")
    expect(page.locator(".customer-head .tag")).to_contain_text([first, second])
    page.get_by_role("tab", name="画像标签").click()
    table = page.get_by_role("region", name="现有标签")
    table.get_by_role("row").filter(has_text=second).get_by_role("button", name="移除").click()
    expect(table.get_by_role("row").filter(has_text=second)).to_have_count(0)
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(table.get_by_role("row").filter(has_text=second)).to_have_count(1)
    expect(page.locator(".customer-head .tag")).to_contain_text([first, second])
    table.get_by_role("row").filter(has_text=second).get_by_role("button", name="移除").click()
    history = page.get_by_role("region", name="历史")
    expect(history.get_by_role("row").filter(has_text=second)).to_have_count(2)
    expect(history.get_by_role("row").filter(has_text=second).first).to_contain_text("被移除")
    settle(page)
    accessible(page, "tags of a customer")
    shoot(page, "tags of a customer")

    page.goto(f"/customers?f.tags={tags[first]}")
    settle(page)
    rows = page.locator(".grid-body .grid-row")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(first)
    sound(page, "/customers by tag")
    accessible(page, "/customers by tag")
    shoot(page, "customers by tag")
    page.get_by_role("button", name="Switch to English").click()
    expect(page.locator(".grid-body .grid-row .tag").filter(has_text="Tag " + first)).to_be_visible()
    shoot(page, "customers by tag en")


def test_who_does_not_read_tags_sees_none(visit: Visit, server: Server):
    name = words("内部")
    group = make(server, "/v1/tag-groups", {"name": name, "colour": "red"})
    tag = make(server, "/v1/tags", {"groupId": group, "name": words("只给看的人")})
    customer = some_customer(server)
    status, _ = server.call("PUT", f"/v1/customers/{customer['id']}/tags/{tag}", server.token("jingan.desk1"), {})
    assert status == 200
    page = visit.signed_in("compliance")
    page.goto(f"/customers/{customer['id']}?tab=timeline")
    settle(page)
    expect(page.get_by_text("打标签").first).to_be_visible()
    expect(page.get_by_text("只给看的人")).to_have_count(0)
    expect(page.get_by_role("button", name="打标签")).to_have_count(0)
