"""The waiting list, groups and series in the browser: who waits is offered a time and answers, and what is refused of several is named."""
import json
import re
import uuid
from datetime import timedelta

from playwright.sync_api import Page, Route, expect

from .conftest import Visit
from .test_flows import a_customer
from .test_front_desk import Desk, desk, local  # noqa: F401
from .test_pages import accessible, settle, shoot, sound


def waits(desk: Desk, customer: str, service: str = "初诊面诊", **more) -> dict:
    body = {
        "branchId": desk.branch, "customerId": customer, "services": [desk.services[service]["id"]],
        "from": str(desk.today() + timedelta(days=1)), "until": str(desk.today() + timedelta(days=12)), **more,
    }
    status, entry = desk.server.call("POST", "/v1/waitlist-entries", desk.token, body, key=uuid.uuid4().hex)
    assert status == 201, entry
    return entry


def entry(desk: Desk, id: str) -> dict:
    return desk.get(f"/v1/waitlist-entries?filter[id]={id}")["data"][0]


def choose_customer(page: Page, label: str, customer: dict) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=label).fill(f"#{customer['number']}")
    dialog.locator(".listbox [role=option]").first.click()


def test_somebody_is_put_on_the_list_offered_a_time_and_takes_it(visit: Visit, desk: Desk):
    customer = a_customer(desk.server)
    page = visit.signed_in("jingan.desk1")
    page.goto("/waitlist")
    settle(page)
    page.get_by_role("button", name="加入候补", exact=True).click()
    choose_customer(page, "客户", customer)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=re.compile("^项目")).select_option(label="初诊面诊 · CON-01")
    dialog.get_by_label("紧急程度").select_option(label="紧急")
    accessible(page, "waiting list form")
    shoot(page, "waiting list form")
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text(f"{customer['name']} 已加入候补")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=customer["name"])
    row.click()
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("等待中")
    peek.get_by_role("button", name="现在保留时间").click()
    dialog.get_by_role("button", name="现在保留时间").click()
    expect(page.get_by_text(re.compile("^已保留 .+请联系客户$"))).to_be_visible()
    # What is held, and for how long, stands in the row and beside it.
    expect(peek).to_contain_text("待答复")
    expect(row.get_by_text(re.compile(r"剩 \d+:\d\d"))).to_be_visible()
    settle(page)
    sound(page, "waiting list")
    accessible(page, "waiting list")
    shoot(page, "waiting list offered")
    peek.get_by_role("button", name="客户接受").click()
    expect(page.get_by_text("已转为预约")).to_be_visible()
    page.get_by_role("tab", name="已结束").click()
    ended = page.get_by_role("row").filter(has_text=customer["name"])
    expect(ended).to_contain_text("已预约")
    booked = desk.get(f"/v1/customers/{customer['id']}/appointments")["data"]
    assert [one["state"] for one in booked] == ["booked"]


def test_another_page_sees_an_offer_and_a_refusal_gives_the_time_back(visit: Visit, desk: Desk):
    customer = a_customer(desk.server)
    made = waits(desk, customer["id"], priority=9)
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/waitlist?entry={made['id']}")
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("等待中")
    status, offered = desk.server.call("POST", f"/v1/waitlist-entries/{made['id']}/offer", desk.token, {}, made["version"])
    assert status == 200, offered
    expect(peek).to_contain_text("待答复")
    peek.get_by_role("button", name="客户谢绝").click()
    expect(page.get_by_text("时间已释放，继续候补")).to_be_visible()
    assert entry(desk, made["id"])["state"] == "waiting"
    assert desk.get(f"/v1/appointments/{offered['appointmentId']}")["state"] == "cancelled"


def test_a_wish_is_changed_in_its_place_or_by_a_new_one_and_somebody_is_taken_off(visit: Visit, desk: Desk):
    customer = a_customer(desk.server)
    made = waits(desk, customer["id"])
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/waitlist?entry={made['id']}")
    page.get_by_role("complementary").get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="修改意愿").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="周六").click()
    dialog.get_by_label("不早于").fill("13:00")
    expect(dialog).to_contain_text("顺位不变")
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text("意愿已修改")).to_be_visible()
    same = entry(desk, made["id"])
    assert (same["state"], same["weekdays"], same["after"], same["createdAt"]) == ("waiting", ["6"], 780, made["createdAt"])
    # More urgent is another wish: the new one is there, the old one is off.
    page.goto(f"/waitlist?entry={made['id']}")
    page.get_by_role("complementary").get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="修改意愿").click()
    dialog.get_by_label("紧急程度").select_option(label="紧急")
    expect(dialog).to_contain_text("重新登记")
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text("意愿已修改").first).to_be_visible()
    expect(dialog).to_have_count(0)
    assert entry(desk, made["id"])["state"] == "withdrawn"
    now = [one for one in desk.get(f"/v1/waitlist-entries?filter[customerId]={customer['id']}")["data"] if one["state"] == "waiting"]
    assert [(one["weekdays"], one["after"]) for one in now] == [(["6"], 780)]
    page.goto(f"/waitlist?entry={now[0]['id']}")
    page.get_by_role("complementary").get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="移出候补…").click()
    dialog.get_by_role("button", name=re.compile("移出候补$")).click()
    expect(page.get_by_text("已移出候补")).to_be_visible()
    assert entry(desk, now[0]["id"])["state"] == "withdrawn"


def test_a_refused_booking_leads_to_the_waiting_list(visit: Visit, desk: Desk):
    customer, other = a_customer(desk.server), a_customer(desk.server)
    slot = desk.slots("初诊面诊")[0]
    desk.book("初诊面诊", slot, other["id"])
    consultant = next(desk.resources[one] for one in slot["segments"][0]["resourceIds"] if desk.resources[one]["kind"] == "consultant")
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/calendar?day={local(slot['startsAt']).date()}&new=1&customer={customer['id']}")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=re.compile("^项目")).select_option(label="初诊面诊 · CON-01")
    dialog.get_by_label("由谁").select_option(label=consultant["name"])
    dialog.get_by_label("时间", exact=False).first.fill(local(slot["startsAt"]).strftime("%H:%M"))
    dialog.get_by_role("button", name="预约", exact=True).click()
    expect(dialog).to_contain_text("这个时间不行")
    dialog.get_by_role("button", name="加入候补名单").click()
    expect(page).to_have_url(re.compile("/waitlist\\?"))
    expect(dialog.get_by_role("combobox", name="客户")).to_have_value(re.compile(customer["name"]))
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text(f"{customer['name']} 已加入候补")).to_be_visible()


def test_people_who_come_together_are_booked_together_and_who_is_refused_is_named(visit: Visit, desk: Desk):
    first, second = a_customer(desk.server), a_customer(desk.server)
    slot = desk.slots("初诊面诊")[0]
    # The second is booked elsewhere at that very time.
    clash = next(one for one in desk.slots("初诊面诊") if one["startsAt"] == slot["startsAt"])
    desk.book("初诊面诊", clash, second["id"])
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/calendar?day={local(slot['startsAt']).date()}&new=1&customer={first['id']}")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="多人同来").click()
    choose_customer(page, "第 2 位", second)
    dialog.get_by_role("combobox", name=re.compile("^项目")).first.select_option(label="初诊面诊 · CON-01")
    dialog.get_by_label("时间", exact=False).first.fill(local(slot["startsAt"]).strftime("%H:%M"))
    expect(dialog.get_by_role("list", name="将一起预约").get_by_role("listitem")).to_have_count(2)
    dialog.get_by_role("button", name="预约", exact=True).click()
    expect(dialog.get_by_role("alert").first).to_contain_text("不行")
    expect(dialog.get_by_role("listitem").filter(has_text="这里不行")).to_have_count(1)
    accessible(page, "refused group")
    shoot(page, "calendar group refused")
    assert desk.get(f"/v1/customers/{first['id']}/appointments")["data"] == []


def test_a_reason_for_a_series_is_asked_for_once(visit: Visit, desk: Desk):
    customer = a_customer(desk.server)
    slot = desk.slots("初诊面诊")[0]
    page = visit.signed_in("jingan.desk1")
    sent = []

    def warned(route: Route) -> None:
        """The first time as the server answers for a customer with a standing caution; then as it is."""
        sent.append(route.request.post_data_json)
        if len(sent) > 1:
            return route.continue_()
        concern = {"kind": "warning", "severity": "caution", "serviceId": None, "warning": None, "until": None}
        refusal = {"type": "about:blank", "status": 409, "code": "appointment.concerns", "title": "存在医疗顾虑", "booking": 0, "concerns": [concern]}
        return route.fulfill(status=409, content_type="application/problem+json", body=json.dumps(refusal))

    page.route("**/v1/appointment-bundles", warned)
    page.goto(f"/calendar?day={local(slot['startsAt']).date()}&new=1&customer={customer['id']}")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="疗程系列").click()
    dialog.get_by_role("combobox", name=re.compile("^项目")).select_option(label="初诊面诊 · CON-01")
    dialog.get_by_label("共几次").fill("2")
    dialog.get_by_label("时间", exact=False).first.fill(local(slot["startsAt"]).strftime("%H:%M"))
    dialog.get_by_role("button", name="预约", exact=True).click()
    expect(dialog).to_contain_text("预约前请注意")
    expect(dialog).to_contain_text("原因会写进这一系列的每一次预约")
    dialog.get_by_label("仍然预约的原因").fill("医生当面确认过")
    dialog.get_by_role("button", name="仍然预约", exact=True).click()
    expect(dialog.get_by_text("预约前请注意")).to_have_count(0)
    assert [one.get("despite") for one in sent[0]["bookings"]] == [None, None]
    assert [one["despite"] for one in sent[1]["bookings"]] == ["医生当面确认过", "医生当面确认过"]


def test_a_note_that_was_saved_elsewhere_shows_both_texts(visit: Visit, desk: Desk):
    customer = a_customer(desk.server)
    page = visit.signed_in("jingan.desk1")
    page.goto(f"/customers/{customer['id']}?tab=notes")
    page.get_by_label("写记录").fill("原来的话")
    page.get_by_role("button", name="保存记录").click()
    expect(page.get_by_text("记录已保存")).to_be_visible()
    note = desk.get(f"/v1/customers/{customer['id']}/notes")["data"][0]
    page.get_by_role("button", name="修改记录").click()
    page.get_by_label("记录内容").fill("这里写的话")
    status, theirs = desk.server.call("PATCH", f"/v1/notes/{note['id']}", desk.token, {"body": "别处写的话"}, note["version"])
    assert status == 200, theirs
    page.get_by_role("button", name="保存", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("别处写的话")
    expect(dialog).to_contain_text("这里写的话")
    accessible(page, "note conflict")
    dialog.get_by_role("button", name="用我写的替换").click()
    expect(page.get_by_text("已保存", exact=True)).to_be_visible()
    assert desk.get(f"/v1/notes/{note['id']}")["body"] == "这里写的话"
