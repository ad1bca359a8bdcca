"""Segments: built from conditions with a live count, kept, looked into; tags that follow a rule."""
import uuid

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_pages import accessible, settle, shoot, sound


def test_a_segment_is_built_counted_and_kept(visit: Visit, server: Server):
    name = "金卡青年" + uuid.uuid4().hex[:6]
    page = visit.signed_in("jingan.admin")
    page.goto("/segments")
    settle(page)
    page.get_by_role("button", name="新建分群").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称").fill(name)
    dialog.get_by_role("button", name="添加条件", exact=True).click()
    dialog.get_by_label("金卡").check()
    expect(dialog.get_by_text("符合", exact=False)).to_be_visible()
    dialog.get_by_role("button", name="添加条件组").click()
    inner = dialog.locator(".condition-group .condition-group")
    inner.get_by_label("条件", exact=True).select_option("age")
    inner.get_by_label("值", exact=True).fill("25")
    expect(dialog.locator(".condition-count b")).to_be_visible()
    counted = dialog.locator(".condition-count b").inner_text()
    accessible(page, "segment dialog")
    shoot(page, "segment dialog")
    dialog.get_by_role("button", name="保存").click()
    peek = page.get_by_role("complementary", name=name)
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    token = server.token("jingan.admin")
    condition = {"all": [{"field": "level", "in": ["gold"]}, {"field": "age", "gte": 25}]}
    expected = server.call("POST", "/v1/segment-counts", token, {"condition": condition})[1]["count"]
    assert counted == f"符合 {expected} 位"
    expect(page.get_by_text(f"{expected} 位", exact=True).first).to_be_visible()
    settle(page)
    sound(page, "/segments")
    accessible(page, "/segments")
    shoot(page, "segments")
    page.get_by_role("button", name="编辑", exact=True).click()
    expect(page.get_by_role("dialog").get_by_label("金卡")).to_be_checked()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Switch to English").click()
    settle(page)
    shoot(page, "segments en")
    assert peek is not None


def test_a_tag_follows_a_rule(visit: Visit, server: Server):
    group, name = "自动" + uuid.uuid4().hex[:6], "钻石客"
    status, made = server.call("POST", "/v1/tag-groups", server.token("director"), {"name": group, "colour": "amber"})
    assert status == 201, made
    page = visit.signed_in("director")
    page.goto("/tags")
    section = page.get_by_role("region", name=group)
    section.get_by_role("button", name="新建标签").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称必填").fill(name)
    dialog.get_by_role("radio", name="规则").click()
    dialog.get_by_role("button", name="添加条件", exact=True).click()
    dialog.get_by_label("钻石").check()
    expect(dialog.locator(".condition-count b")).to_be_visible()
    accessible(page, "rule dialog")
    shoot(page, "tag rule dialog")
    dialog.get_by_role("button", name="保存").click()
    expect(section.get_by_role("listitem").filter(has_text=name)).to_contain_text("规则")
    tag = next(one["id"] for one in server.call("GET", "/v1/tags", server.token("director"))[1]["data"] if one["groupId"] == made["id"])
    page.goto(f"/customers?view=all&f.tags={tag}")
    # A job gives it, seconds later.
    expect(page.locator(".grid-body .grid-row").first).to_be_visible()
