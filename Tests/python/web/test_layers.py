"""Value layers: visits recorded at the desk, worked out on demand, parameters with their day; tags that the program sets."""
import datetime
import time

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_pages import accessible, settle, shoot, sound


def compute(server: Server) -> None:
    """Has the layers worked out, and waits until it is done."""
    token = server.token("director")
    before = server.call("GET", "/v1/layers", token)[1]["computedAt"]
    status, answer = server.call("POST", "/v1/layer-runs", token)
    assert status == 202, answer
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.call("GET", "/v1/layers", token)[1]["computedAt"] != before:
            return
        time.sleep(0.3)
    raise AssertionError("the layers were not worked out within a minute")


def test_visits_make_layers_that_the_page_shows(visit: Visit, server: Server):
    desk = server.token("jingan.desk1")
    customers = server.call("GET", "/v1/customers?limit=4", desk)[1]["data"]
    today = datetime.date.today()
    for customer, days in zip(customers[1:], [[3, 40, 70], [5], [300]]):
        for day in days:
            body = {"kind": "treatment", "visitedOn": str(today - datetime.timedelta(days=day))}
            assert server.call("POST", f"/v1/customers/{customer['id']}/visits", desk, body)[0] == 201
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/customers/{customers[0]['id']}")
    page.get_by_role("button", name="登记到院").click()
    accessible(page, "visit dialog")
    page.get_by_role("dialog").get_by_role("button", name="登记").click()
    expect(page.get_by_role("button", name="撤销", exact=False).first).to_be_visible()
    settle(page)
    sound(page, "customer with visits")
    accessible(page, "customer with visits")
    shoot(page, "customer visits")

    compute(server)
    page = visit.signed_in("director")
    page.goto("/layers")
    settle(page)
    region = page.get_by_role("region", name="各层人数")
    for name in ["超级", "潜力", "沉睡", "普通"]:
        expect(region.get_by_text(name, exact=True)).to_be_visible()
    expect(region.get_by_text("暂无法判定")).to_have_count(1)
    expect(page.get_by_text("消费金额 还没有数据来源", exact=False)).to_be_visible()
    counted = server.call("GET", "/v1/layers", server.token("director"))[1]
    potential = next(one["customers"] for one in counted["layers"] if one["code"] == "potential")
    assert potential >= 1
    expect(region.get_by_role("row").filter(has_text="潜力")).to_contain_text(str(potential))
    sound(page, "/layers")
    accessible(page, "/layers")
    shoot(page, "layers")

    page.get_by_role("button", name="设定新参数").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("较近（天）").fill("60")
    accessible(page, "layer parameters")
    shoot(page, "layer parameters")
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text("未生效").first).to_be_visible()
    expect(page.get_by_text("系统默认")).to_be_visible()
    page.get_by_role("button", name="Switch to English").click()
    settle(page)
    sound(page, "/layers en")
    shoot(page, "layers en")


def test_system_tags_look_their_own_and_nobody_sets_them(visit: Visit, server: Server):
    compute(server)
    director = server.token("director")
    deadline = time.monotonic() + 60
    while not any(one["systemCode"] == "layer.regular" for one in server.call("GET", "/v1/tags", director)[1]["data"]):
        assert time.monotonic() < deadline, "the program's tags did not come"
        time.sleep(0.3)
    page = visit.signed_in("director")
    page.goto("/tags")
    settle(page)
    section = page.get_by_role("region", name="系统标签")
    expect(section.get_by_role("button", name="新建标签")).to_have_count(0)
    expect(section.locator(".tag-system").first).to_be_visible()
    section.get_by_role("button", name="启用 本月生日").click()
    expect(section.get_by_role("button", name="停用 本月生日")).to_be_visible()
    section.get_by_role("button", name="编辑标签 新客").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("名称必填")).to_have_count(0)
    dialog.get_by_label("按多少天判定").fill("45")
    accessible(page, "system tag dialog")
    dialog.get_by_role("button", name="保存").click()
    expect(section.get_by_role("listitem").filter(has_text="新客")).to_contain_text("45")
    sound(page, "/tags")
    accessible(page, "/tags with system tags")
    shoot(page, "system tags")
