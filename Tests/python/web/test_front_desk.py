"""The front desk in the browser: a visit is booked, moved and ended, a week is drafted and published, a service is planned."""
import re
import uuid
from datetime import date, datetime, timedelta, timezone

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Server, Visit
from .test_flows import a_customer
from .test_pages import accessible, settle, shoot, sound

SHANGHAI = timedelta(hours=8)


class Desk:
    """What the front desk of Jing'an knows of its branch, asked without a browser."""

    def __init__(self, server: Server):
        self.server = server
        self.token = server.token("jingan.desk1")
        me = self.get("/v1/me")
        self.branch = me["branches"][0]["id"]
        self.services = {one["name"]: one for one in self.get("/v1/services?limit=200")["data"]}
        self.resources = {one["id"]: one for one in self.get(f"/v1/resources?filter[branchId]={self.branch}&limit=200")["data"]}

    def get(self, path: str) -> dict:
        status, answer = self.server.call("GET", path, self.token)
        assert status == 200, answer
        return answer

    def today(self) -> date:
        return (datetime.now(timezone.utc) + SHANGHAI).date()

    def slots(self, service: str, limit: int = 40) -> list[dict]:
        start = self.today() + timedelta(days=1)
        query = f"services={self.services[service]['id']}&from={start}&to={start + timedelta(days=12)}&limit={limit}"
        return self.get(f"/v1/branches/{self.branch}/slots?{query}")["data"]

    def book(self, service: str, slot: dict, customer: str) -> dict:
        body = {
            "branchId": self.branch, "startsAt": slot["startsAt"], "services": [self.services[service]["id"]], "customerId": customer,
            "resources": sorted({one for segment in slot["segments"] for one in segment["resourceIds"]}),
        }
        status, answer = self.server.call("POST", "/v1/appointments", self.token, body, key=uuid.uuid4().hex)
        assert status == 201, answer
        return answer


@pytest.fixture
def desk(server: Server) -> Desk:
    return Desk(server)


def local(moment: str) -> datetime:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).replace(tzinfo=None) + SHANGHAI


def block(page: Page, appointment: dict) -> Locator:
    return page.locator(f'[data-booking="{appointment["id"]}"]:not(.rc-ghost)').first


def test_a_visit_is_booked_by_the_form_at_the_first_free_time_and_ended_with_a_reason(visit: Visit, server: Server):
    customer = a_customer(server)
    page = visit.signed_in("jingan.desk1")
    page.goto("/calendar")
    page.locator(".rc").wait_for()
    page.get_by_role("button", name="新建预约", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="客户").fill(f"#{customer['number']}")
    dialog.locator(".listbox [role=option]").first.click()
    dialog.get_by_role("combobox", name=re.compile("^项目")).select_option(label="初诊面诊 · CON-01")
    expect(dialog.get_by_role("region", name="找时间").locator(".slot").first).to_be_visible()
    accessible(page, "booking form")
    shoot(page, "booking form")
    dialog.locator(".slot").nth(2).click()
    assert re.fullmatch(r"\d\d:\d\d", dialog.locator("input[type=time]").input_value())
    dialog.get_by_role("button", name="预约", exact=True).click()
    expect(page.get_by_text(re.compile("^已预约 "))).to_be_visible()
    # The calendar goes to its day and opens it; among the consultants it stands in its column.
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text(customer["name"])
    page.get_by_role("radio", name="咨询师").click()
    expect(page.locator("[data-booking]").filter(has_text=customer["name"]).first).to_be_visible()
    expect(peek).to_contain_text("初诊面诊")
    peek.get_by_role("button", name="确认", exact=True).click()
    expect(peek).to_contain_text("已确认")
    peek.get_by_role("button", name="状态").click()
    page.get_by_role("menuitem", name="取消预约…").click()
    page.get_by_role("dialog").get_by_role("button", name="客户身体不适").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("已取消，时间已释放")).to_be_visible()
    page.goto(f"/customers/{customer['id']}?tab=bookings")
    expect(page.get_by_text("客户身体不适")).to_be_visible()
    expect(page.get_by_text("已取消").first).to_be_visible()
    sound(page, "bookings of a customer")
    accessible(page, "bookings of a customer")


def test_a_visit_is_moved_by_keys_and_back_and_another_browser_sees_it(visit: Visit, desk: Desk):
    someone = a_customer(desk.server)
    slots = desk.slots("初诊面诊")
    # A time with a free quarter behind it, of the same people and room.
    known = {(local(one["startsAt"]), tuple(one["segments"][0]["resourceIds"])) for one in slots}
    quarter = timedelta(minutes=15)
    slot = next(one for one in slots if (local(one["startsAt"]) + quarter, tuple(one["segments"][0]["resourceIds"])) in known)
    appointment = desk.book("初诊面诊", slot, someone["id"])
    day = local(slot["startsAt"]).date()
    page = visit.signed_in("jingan.desk1")
    other = visit.signed_in("jingan.desk1")
    for one in (page, other):
        one.goto(f"/calendar?day={day}")
        one.get_by_role("radio", name="咨询师").click()
        block(one, appointment).wait_for()
    before = block(page, appointment).get_attribute("aria-label").split(" ")[0]
    block(page, appointment).click()
    page.keyboard.press("Escape")
    block(page, appointment).focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("已移到"))).to_be_visible()
    moved = (local(slot["startsAt"]) + timedelta(minutes=15)).strftime("%H:%M")
    expect(block(page, appointment)).to_have_attribute("aria-label", re.compile("^" + moved))
    # The other browser is told, and draws it there without being touched.
    expect(block(other, appointment)).to_have_attribute("aria-label", re.compile("^" + moved))
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("已撤销")).to_be_visible()
    # The button went away with its message: the keyboard is back on the visit.
    expect(block(page, appointment)).to_be_focused()
    page.reload()
    page.get_by_role("radio", name="咨询师").click()
    expect(block(page, appointment)).to_have_attribute("aria-label", re.compile("^" + before))


def test_a_deposit_is_shown_with_its_terms_and_waived_with_a_reason(visit: Visit, desk: Desk):
    someone = a_customer(desk.server)
    slot = desk.slots("皮秒祛斑")[-1]
    appointment = desk.book("皮秒祛斑", slot, someone["id"])
    assert (appointment["depositState"], appointment["depositFen"]) == ("due", 20_000), appointment
    page = visit.signed_in("jingan.admin")
    page.goto(f"/calendar?day={local(slot['startsAt']).date()}&booking={appointment['id']}")
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("待付")
    expect(peek).to_contain_text("爽约扣 100%")
    accessible(page, "deposit of a booking")
    shoot(page, "deposit of a booking")
    peek.get_by_role("button", name="状态").click()
    page.get_by_role("menuitem", name="减免订金…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("原因", exact=False).fill("老客户")
    dialog.get_by_role("button", name="确定").click()
    expect(page.get_by_text("已减免订金")).to_be_visible()
    expect(peek.get_by_text("已减免", exact=True)).to_be_visible()


def test_a_service_says_which_deposit_it_asks_for(visit: Visit, desk: Desk):
    page = visit.signed_in("operations")
    page.goto("/catalogue")
    page.get_by_text("深层补水护理").first.click()
    section = page.get_by_role("complementary").get_by_role("region", name="订金")
    expect(section).to_contain_text("不收订金")
    section.get_by_role("button", name="设定订金").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("订金（元）", exact=False).fill("100")
    accessible(page, "deposit of a service")
    shoot(page, "deposit of a service")
    dialog.get_by_role("button", name="保存").click()
    expect(section).to_contain_text("每次 ¥100.00")
    expect(section).to_contain_text("提前 24 小时可免费取消")
    # Whoever books it is told before he does.
    desk_page = visit.signed_in("jingan.desk1")
    desk_page.goto("/calendar?new=1")
    form = desk_page.get_by_role("dialog")
    form.get_by_role("combobox", name=re.compile("^项目")).select_option(label="深层补水护理 · CAR-01")
    expect(form).to_contain_text("每次 ¥100.00")
    # As it was, for the other tests; today's rule is still being said.
    section.get_by_role("button", name="设定订金").click()
    dialog.get_by_label("订金", exact=True).select_option(label="不收订金")
    dialog.get_by_role("button", name="保存").click()
    expect(section).to_contain_text("不收订金")


def test_a_taken_time_is_refused_with_who_and_the_next_free_times(visit: Visit, desk: Desk):
    first, second = a_customer(desk.server), a_customer(desk.server)
    slots = desk.slots("初诊面诊")
    # Two times of the same people on one day, the later one first.
    one, clash = next(
        (late, early) for late in reversed(slots) for early in slots
        if early["segments"][0]["resourceIds"] == late["segments"][0]["resourceIds"] and early["endsAt"] <= late["startsAt"]
        and local(early["startsAt"]).date() == local(late["startsAt"]).date())
    resources = one["segments"][0]["resourceIds"]
    there = desk.book("初诊面诊", one, first["id"])
    moving = desk.book("初诊面诊", clash, second["id"])
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/calendar?day={local(one['startsAt']).date()}&booking={moving['id']}")
    peek = page.get_by_role("complementary")
    peek.get_by_label("开始").select_option(label=local(one["startsAt"]).strftime("%H:%M"))
    peek.get_by_role("button", name="保存").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("这个时间不行")
    name = next(desk.resources[id]["name"] for id in resources if desk.resources[id]["kind"] == "consultant")
    expect(dialog).to_contain_text(name)
    expect(dialog).to_contain_text(local(one["startsAt"]).strftime("%H:%M"))
    expect(dialog).to_contain_text(first["name"])
    alternatives = dialog.locator(".not-free .row .button")
    assert 1 <= alternatives.count() <= 3
    accessible(page, "refused move")
    shoot(page, "calendar refused")
    chosen = re.search(r"\d\d:\d\d", alternatives.first.inner_text()).group()
    alternatives.first.click()
    expect(page.get_by_text("已改期", exact=True)).to_be_visible()
    moved = desk.get(f"/v1/appointments/{moving['id']}")
    assert local(moved["startsAt"]).strftime("%H:%M") == chosen
    assert desk.get(f"/v1/appointments/{there['id']}")["startsAt"] == there["startsAt"]
    # However it was moved, that can be taken back, and the keyboard is somewhere then.
    page.locator(".toasts").get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销改期")).to_be_visible()
    back = desk.get(f"/v1/appointments/{moving['id']}")
    assert (back["startsAt"], back["endsAt"]) == (moving["startsAt"], moving["endsAt"])


def test_two_people_move_the_same_visit_and_nothing_is_lost(visit: Visit, desk: Desk):
    someone = a_customer(desk.server)
    slot = desk.slots("初诊面诊")[5]
    appointment = desk.book("初诊面诊", slot, someone["id"])
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/calendar?day={local(slot['startsAt']).date()}&booking={appointment['id']}")
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("初诊面诊")
    # A colleague changes it, and this page does not hear of it in time.
    page.route("**/v1/branches/*/appointments?*", lambda route: None)
    path = f"/v1/appointments/{appointment['id']}"
    status, theirs = desk.server.call("PATCH", path, desk.token, {"remark": "改由家人陪同"}, appointment["version"])
    assert status == 200, theirs
    peek.get_by_role("button", name="延长").click()
    peek.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已被他人修改")).to_be_visible()
    assert desk.get(f"/v1/appointments/{appointment['id']}")["version"] == theirs["version"]


def test_a_week_is_drafted_checked_and_published(visit: Visit, server: Server):
    page = visit.signed_in("jingan.admin")
    # A week that nobody has written, whoever ran this before.
    week = date.today() + timedelta(weeks=8 + uuid.uuid4().int % 400, days=-date.today().weekday())
    page.goto(f"/rosters?week={week}")
    grid = page.locator(".roster")
    grid.wait_for()
    page.get_by_role("group", name="班次").get_by_role("button").nth(1).click()
    cells = page.locator("button.roster-cell")
    cells.first.click()
    cells.nth(1).click()
    expect(page.get_by_text("未保存：新增 2，移除 0")).to_be_visible()
    # By keys alone: one to the right, the first shift by its number.
    cells.nth(1).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    expect(page.get_by_text("未保存：新增 3，移除 0")).to_be_visible()
    page.keyboard.press("Delete")
    expect(page.get_by_text("未保存：新增 2，移除 0")).to_be_visible()
    accessible(page, "roster")
    shoot(page, "roster draft")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".page-count")).to_have_text("草稿，还没有发布")
    page.get_by_role("button", name="发布…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("没有冲突，可以发布")).to_be_visible()
    dialog.get_by_role("button", name="发布", exact=True).click()
    expect(page.locator(".toast", has_text="排班已发布")).to_be_visible()
    page.reload()
    expect(page.locator(".page-count")).to_have_text(re.compile("^已发布 "))
    expect(page.locator(".roster .shift")).to_have_count(2)


def test_a_published_week_is_not_changed_under_bookings_without_a_reason(visit: Visit, desk: Desk):
    slot = desk.slots("初诊面诊")[0]
    someone = a_customer(desk.server)
    desk.book("初诊面诊", slot, someone["id"])
    day = local(slot["startsAt"]).date()
    consultant = next(desk.resources[id] for id in slot["segments"][0]["resourceIds"] if desk.resources[id]["kind"] == "consultant")
    page = visit.signed_in("jingan.admin")
    page.goto(f"/rosters?week={day - timedelta(days=day.weekday())}")
    row = page.get_by_role("row", name=re.compile(consultant["name"]))
    row.locator("button.roster-cell").nth(day.weekday()).focus()
    page.keyboard.press("Delete")
    page.get_by_role("button", name="发布…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("已有预约").first).to_be_visible()
    expect(dialog).to_contain_text(consultant["name"])
    expect(dialog.get_by_role("button", name="发布", exact=True)).to_be_disabled()
    accessible(page, "publishing with conflicts")
    shoot(page, "roster conflicts")
    dialog.get_by_role("link", name="查看预约").first.click()
    expect(page).to_have_url(re.compile("/calendar\\?"))


def test_a_day_is_not_closed_without_being_told_of_its_bookings(visit: Visit, desk: Desk):
    slot = desk.slots("初诊面诊")[3]
    desk.book("初诊面诊", slot, a_customer(desk.server)["id"])
    day = local(slot["startsAt"]).date()
    page = visit.signed_in("jingan.admin")
    page.goto("/rosters?tab=hours")
    page.get_by_role("button", name="添加日子").click()
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("textbox", name="日期")
    field.fill(str(day))
    field.press("Tab")
    expect(dialog.get_by_text(re.compile(r"当天已有 \d+ 个预约"))).to_be_visible()
    accessible(page, "closing a day with bookings")
    shoot(page, "closed day with bookings")
    dialog.get_by_role("link", name="在日历中查看").click()
    expect(page).to_have_url(re.compile(f"/calendar\\?.*day={day}"))


def test_a_service_is_made_planned_and_priced(visit: Visit):
    name = "水光导入" + uuid.uuid4().hex[:6]
    page = visit.signed_in("operations")
    page.goto("/catalogue")
    page.get_by_role("button", name="新建项目").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称", exact=False).first.fill(name)
    dialog.get_by_label("分类", exact=False).select_option(index=1)
    dialog.get_by_role("radio", name="生活美容").click()
    dialog.get_by_label("标价（元）", exact=False).fill("680.50")
    dialog.get_by_role("button", name="保存").click()
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("¥680.50")
    expect(peek).to_contain_text("还没有环节，不能预约")
    peek.get_by_role("button", name="编辑环节").click()
    dialog.get_by_label("环节名称", exact=False).fill("护理")
    dialog.get_by_role("group", name="资源 1").get_by_label("类型").select_option(label="护士")
    accessible(page, "plan of a service")
    shoot(page, "catalogue plan")
    dialog.get_by_role("button", name="保存").click()
    expect(peek.get_by_role("region", name="环节与资源")).to_contain_text("共 30 分钟")
    peek.get_by_role("button", name="编辑规则").click()
    dialog.get_by_role("button", name="添加规则").click()
    dialog.get_by_role("group", name="规则 1").get_by_label("情形").select_option(label="年龄不足")
    accessible(page, "rules of a service")
    dialog.get_by_role("button", name="保存").click()
    expect(peek).to_contain_text("不满 18 岁")
    page.get_by_role("tab", name="价格本").click()
    page.get_by_role("searchbox").fill(name)
    page.get_by_role("grid").get_by_text(name).click()
    page.get_by_role("button", name="设定价格").click()
    dialog.get_by_label("机构", exact=False).select_option(index=1)
    dialog.get_by_label("价格（元）", exact=False).fill("600")
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_role("complementary")).to_contain_text("¥600.00")
    settle(page)
    sound(page, "prices")
    accessible(page, "prices")


def test_services_come_from_a_table_after_its_errors_are_gone(visit: Visit):
    mark = uuid.uuid4().hex[:6]
    page = visit.signed_in("operations")
    page.goto("/catalogue")
    page.get_by_role("button", name="从表格导入").click()
    dialog = page.get_by_role("dialog")

    def bring(price: str) -> None:
        table = f"名称,分类,性质,标价,时长\n表格项目{mark},表格分类{mark},生活美容,{price},45\n"
        dialog.locator("input[type=file]").set_input_files({"name": "services.csv", "mimeType": "text/csv", "buffer": table.encode()})

    bring("很贵")
    expect(dialog.get_by_role("region", name="出错的行")).to_contain_text("标价：格式不正确")
    expect(dialog.get_by_role("button", name="导入", exact=True)).to_be_disabled()
    accessible(page, "table of services with errors")
    shoot(page, "catalogue import")
    dialog.get_by_role("button", name="换一个文件").click()
    bring("198.50")
    expect(dialog.get_by_text("将新建分类")).to_be_visible()
    dialog.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已新建 1 个，更新 0 个")).to_be_visible()
    page.get_by_role("searchbox").fill(mark)
    expect(page.get_by_role("grid")).to_contain_text("¥198.50")


def test_packages_and_prices_come_from_tables_too(visit: Visit, desk: Desk):
    mark = uuid.uuid4().hex[:6]
    branch = desk.get("/v1/me")["branches"][0]["name"]
    page = visit.signed_in("operations")
    dialog = page.get_by_role("dialog")

    def bring(tab: str, table: str) -> None:
        page.goto(f"/catalogue?tab={tab}")
        page.get_by_role("button", name="从表格导入").click()
        dialog.locator("input[type=file]").set_input_files({"name": "table.csv", "mimeType": "text/csv", "buffer": table.encode()})

    def apply(said: str) -> None:
        dialog.get_by_role("button", name="导入", exact=True).click()
        expect(page.get_by_text(said)).to_be_visible()

    bring("services", f"编码,名称,分类,性质,标价\nT-{mark},表格护理{mark},表格分类{mark},生活美容,300\n")
    apply("已新建 1 个，更新 0 个")
    bring("packages", f"名称,分类,标价,明细\n表格套餐{mark},表格分类{mark},800,T-{mark}×3\n")
    accessible(page, "table of packages")
    apply("已新建 1 个，更新 0 个")
    page.get_by_role("grid").get_by_text(f"表格套餐{mark}").click()
    expect(page.get_by_role("complementary")).to_contain_text(f"表格护理{mark}")
    first, last = desk.today() + timedelta(days=3), desk.today() + timedelta(days=9)
    bring("prices", f"项目,院区,自,至,价格\nT-{mark},没有这个院区,{first},{last},200\n")
    expect(dialog.get_by_role("region", name="出错的行")).to_contain_text("机构：没有找到")
    dialog.get_by_role("button", name="换一个文件").click()
    table = f"项目,院区,自,至,价格\nT-{mark},{branch},{first},{last},200\n"
    dialog.locator("input[type=file]").set_input_files({"name": "table.csv", "mimeType": "text/csv", "buffer": table.encode()})
    # The price, and what comes behind its last day.
    apply("已新建 2 个，更新 0 个")
    shoot(page, "catalogue prices from a table")


def test_a_branch_is_given_what_another_works_with(visit: Visit, desk: Desk, server: Server):
    name = "复制诊室" + uuid.uuid4().hex[:6]
    status, answer = server.call("POST", "/v1/resources", server.token("operations"), {"branchId": desk.branch, "kind": "room", "name": name})
    assert status == 201, answer
    mine = desk.get("/v1/me")["branches"][0]["name"]
    page = visit.signed_in("operations")
    page.goto("/resources?tab=rooms")
    choices = page.locator(".branch-select select")
    expect(choices.locator("option").nth(1)).to_be_attached()
    choices.select_option(label=next(one for one in choices.locator("option").all_inner_texts() if one != mine))
    page.get_by_role("link", name="从其他院区复制").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("来源院区").select_option(label=mine)
    for part in ["设备", "院区价格", "营业时间", "班次模板"]:
        dialog.get_by_role("checkbox", name=part).uncheck()
    expect(dialog.get_by_role("checkbox", name="分诊规则")).to_have_count(0)
    dialog.get_by_role("button", name="查看将复制什么").click()
    expect(dialog.get_by_role("region", name="将复制的内容")).to_contain_text(name)
    accessible(page, "copy between branches")
    shoot(page, "copy between branches")
    dialog.get_by_role("button", name="复制", exact=True).click()
    expect(page.get_by_text(re.compile("已复制 \\d+ 项"))).to_be_visible()
    expect(page.get_by_role("grid")).to_contain_text(name)
    page.get_by_role("link", name="从其他院区复制").click()
    dialog.get_by_label("来源院区").select_option(label=mine)
    for part in ["设备", "院区价格", "营业时间", "班次模板"]:
        dialog.get_by_role("checkbox", name=part).uncheck()
    dialog.get_by_role("button", name="查看将复制什么").click()
    expect(dialog.get_by_text("没有要复制的")).to_be_visible()
    expect(dialog.get_by_role("button", name="复制", exact=True)).to_be_disabled()


def test_a_device_whose_maintenance_is_over_is_told_at_a_glance(visit: Visit, server: Server):
    page = visit.signed_in("jingan.admin")
    page.goto("/resources?tab=devices")
    page.get_by_role("button", name="新建设备").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称", exact=False).first.fill("超声刀" + uuid.uuid4().hex[:6])
    dialog.get_by_label("保养到期").fill("2020-01-31")
    dialog.get_by_label("计数上限").fill("500")
    dialog.get_by_role("button", name="保存").click()
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("已过期，不能再预约")
    expect(page.get_by_text(re.compile("项已过期，不能预约"))).to_be_visible()
    peek.get_by_role("button", name="编辑", exact=True).click()
    dialog.get_by_label("保养到期").fill("2099-01-31")
    dialog.get_by_label("状态").select_option(label="已停用")
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text("项已过期，不能预约")).to_have_count(0)
    settle(page)
    accessible(page, "devices")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", [
    "/rosters?tab=requests", "/rosters?tab=hours", "/rosters?tab=templates", "/rosters?tab=blocks", "/resources?tab=licences", "/catalogue?tab=packages",
])
def test_every_view_is_sound_and_accessible(visit: Visit, path: str, language: str):
    page = visit.signed_in("jingan.admin", language=language)
    page.goto(path)
    settle(page)
    sound(page, path)
    accessible(page, f"{path} {language}")
    shoot(page, f"{path} {language}")
