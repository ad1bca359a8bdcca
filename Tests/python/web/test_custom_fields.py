"""Fields that a clinic adds for itself: defined, filled in, and in the list as columns, filters and order."""
import uuid

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_pages import accessible, settle, shoot, sound


def define(server: Server, code: str, kind: str, zh: str, en: str, **more) -> None:
    body = {"code": code, "kind": kind, "class": "C2", "nameZh": zh, "nameEn": en, **more}
    status, answer = server.call("POST", "/v1/custom-fields", server.token("admin1"), body)
    assert status == 201, answer


def archive(server: Server) -> None:
    """What one test defined is in no other test's way."""
    token = server.token("admin1")
    for field in server.call("GET", "/v1/custom-fields", token)[1]["data"]:
        if not field["archived"]:
            server.call("PATCH", f"/v1/custom-fields/{field['id']}", token, {"archived": True, "required": False}, field["version"])


def test_fields_are_defined(visit: Visit, server: Server):
    code = "c" + uuid.uuid4().hex[:8]
    page = visit.signed_in("admin1")
    page.goto("/custom-fields")
    settle(page)
    page.get_by_role("button", name="新增字段").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("中文名称").fill("皮肤管理偏好")
    dialog.get_by_label("英文名称").fill("Skin care preference")
    dialog.get_by_label("代码").fill(code)
    dialog.get_by_label("类型").select_option("choices")
    dialog.get_by_label("选项").fill("补水\n美白\n抗衰")
    accessible(page, "custom field dialog")
    shoot(page, "custom field dialog")
    dialog.get_by_role("button", name="保存").click()
    row = page.get_by_role("row").filter(has_text=code)
    expect(row).to_contain_text("皮肤管理偏好")
    settle(page)
    sound(page, "/custom-fields")
    accessible(page, "/custom-fields")
    shoot(page, "custom fields")
    row.get_by_role("button", name="修改").click()
    dialog.get_by_label("中文名称").fill("皮肤护理偏好")
    dialog.get_by_role("button", name="保存").click()
    expect(row).to_contain_text("皮肤护理偏好")
    page.get_by_role("button", name="Switch to English").click()
    settle(page)
    expect(page.get_by_role("row").filter(has_text=code)).to_contain_text("Skin care preference")
    shoot(page, "custom fields en")
    archive(server)


def test_values_are_filled_in_and_listed(visit: Visit, server: Server):
    mark = uuid.uuid4().hex[:6]
    define(server, "budget" + mark, "money", "年度预算", "Yearly budget")
    define(server, "tone" + mark, "choice", "肤色", "Skin tone", choices=["冷调", "暖调"])
    define(server, "areas" + mark, "choices", "关注部位", "Areas", choices=["面部", "颈部", "手部"])
    define(server, "diary" + mark, "long_text", "护理日记", "Diary")
    desk = server.token("jingan.desk1")
    customer = server.call("GET", "/v1/customers?limit=1", desk)[1]["data"][0]["id"]
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/customers/{customer}?tab=archive")
    settle(page)
    card = page.get_by_role("region", name="自定义字段").or_(page.locator(".card").filter(has_text="自定义字段")).first
    card.get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("年度预算").fill("12880.50")
    dialog.get_by_label("肤色").select_option("暖调")
    dialog.get_by_label("面部").check()
    dialog.get_by_label("手部").check()
    dialog.get_by_label("护理日记").fill("晨起补水，晚间修护")
    accessible(page, "custom values dialog")
    shoot(page, "custom values dialog")
    dialog.get_by_role("button", name="保存").click()
    expect(card).to_contain_text("12,880.50")
    expect(card).to_contain_text("晨起补水")
    settle(page)
    sound(page, "archive tab")
    accessible(page, "archive tab")
    shoot(page, "custom values")
    # As columns, a filter, and the order.
    page.goto(f"/customers?view=all&columns=name,number,custom.budget{mark},custom.tone{mark},custom.areas{mark}&f.custom.budget{mark}=1000000..")
    row = page.locator(".grid-body .grid-row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("12,880.50")
    expect(row).to_contain_text("暖调")
    page.get_by_role("button", name="年度预算").first.click()
    settle(page)
    shoot(page, "custom columns")
    page.keyboard.press("Escape")
    page.goto(f"/customers?view=all&columns=name,custom.tone{mark}&f.custom.tone{mark}=%E5%86%B7%E8%B0%83")
    expect(page.get_by_text("没有符合")).to_be_visible()
    page.goto(f"/customers?view=all&columns=name,custom.budget{mark}&sort=custom.budget{mark}")
    expect(row.first).to_contain_text("12,880.50")
    sound(page, "/customers")
    accessible(page, "/customers with custom columns")
    page.get_by_role("button", name="Switch to English").click()
    settle(page)
    shoot(page, "custom columns en")
    archive(server)
