"""Online requests in the browser: somebody asks on the page of a branch, a doctor reviews, the desk books; and how a page is made."""
import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visit
from .test_front_desk import Desk, desk, local  # noqa: F401
from .test_pages import accessible, settle, shoot, sound

PHONE = (360, 740)


class Open:
    """A page of Jing'an that is on, with one service and two questions; a yes to the first wants a doctor."""

    def __init__(self, desk: Desk):
        self.desk, self.server = desk, desk.server
        operations, self.admin = self.server.token("operations"), self.server.token("jingan.admin")
        service = desk.services["初诊面诊"]
        self.service = service["id"]
        if service.get("booking") != "online":
            self.call("PATCH", f"/v1/services/{self.service}", operations, {"booking": "online"}, service["version"])
        safety = desk.get(f"/v1/services/{self.service}/safety")
        if not any(rule["kind"] == "answer" for rule in safety["rules"]):
            rules = [*safety["rules"], {"kind": "answer", "effect": "need_review", "subject": "pregnant"}]
            self.call("PUT", f"/v1/services/{self.service}/safety", operations, {"rules": rules}, safety["version"])
        made = self.call("POST", "/v1/online-pages", self.admin, {
            "branchId": desk.branch, "title": "静安院在线预约", "notice": "称呼、手机号与健康问答只用于安排本次预约。", "accent": "#ffd1dc", "wishes": "times",
        }, key=uuid.uuid4().hex)
        path = f"/v1/online-pages/{made['id']}"
        self.put(path + "/services", {"services": [{"serviceId": self.service, "note": "首次到院请提前十分钟"}]})
        self.put(path + "/questions", {"questions": [
            {"word": "pregnant", "text": "是否怀孕或哺乳", "textEn": "Are you pregnant or nursing", "serviceIds": []}, {"word": "sun", "text": "近两周是否暴晒", "serviceIds": []},
        ]})
        page = self.get(path)
        self.page = self.call("PATCH", path, self.admin, {"state": "on"}, page["version"])
        self.address = f"/p/{desk.get('/v1/me')['tenant']['slug']}.{self.page['slug']}"

    def call(self, method: str, path: str, token: str, body: dict, version: int | None = None, key: str = "") -> dict:
        status, answer = self.server.call(method, path, token, body, version, key)
        assert status in (200, 201), answer
        return answer

    def get(self, path: str) -> dict:
        status, answer = self.server.call("GET", path, self.admin)
        assert status == 200, answer
        return answer

    def put(self, path: str, body: dict) -> None:
        self.call("PUT", path, self.admin, body, self.get(path)["version"])

    def of(self, receipt: str) -> dict:
        return self.get(f"/v1/online-requests?filter[receipt]={receipt}")["data"][0]


@pytest.fixture
def open_page(desk: Desk) -> Open:  # noqa: F811
    return Open(desk)


def next_step(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()


def ask(page: Page, open_page: Open, name: str, pregnant: str = "否") -> str:
    """Goes through the four steps; the receipt."""
    page.goto(open_page.address)
    page.get_by_role("radio").first.check()
    next_step(page)
    page.locator(".p-time:enabled").first.click()
    next_step(page)
    page.get_by_role("radiogroup", name="是否怀孕或哺乳").get_by_role("radio", name=pregnant, exact=True).check()
    page.get_by_role("radiogroup", name="近两周是否暴晒").get_by_role("radio", name="否", exact=True).check()
    next_step(page)
    page.get_by_label("称呼").fill(name)
    page.get_by_label("手机号").fill("138 " + str(uuid.uuid4().int)[:4] + "-" + str(uuid.uuid4().int)[:4])
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="提交预约申请").click()
    expect(page.locator(".p-receipt")).to_be_visible()
    return page.locator(".p-receipt dd").inner_text()


def test_somebody_asks_on_a_telephone_and_keeps_nothing_behind(visit: Visit, open_page: Open):
    page = visit.page(size=PHONE, touch=True)
    page.goto(open_page.address)
    page.get_by_role("radio").first.wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text("静安院在线预约")
    accessible(page, "public page")
    sound(page, "public page")
    shoot(page, "public service")
    next_step(page)
    expect(page.get_by_text("请选择一个项目")).to_be_visible()
    receipt = ask(page, open_page, "林女士")
    expect(page.get_by_role("heading", level=2)).to_have_text("已为您保留时间")
    accessible(page, "public receipt")
    shoot(page, "public receipt")
    kept = open_page.of(receipt)
    assert (kept["state"], kept["slot"]) == ("auto_ok", "held")
    # Nothing of it stays in the browser, and no cookie was set.
    stored = page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")
    assert "林女士" not in stored and "pregnant" not in stored
    assert page.context.cookies() == []
    # The app itself was not fetched for it.
    scripts = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not any("/main-" in one or "/app-" in one for one in scripts), scripts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_is_accessible_and_fits_a_small_screen(visit: Visit, open_page: Open, language: str):
    page = visit.page(language=language, size=PHONE, touch=True)
    page.goto(open_page.address)
    button = page.locator("button[type=submit]")
    page.get_by_role("radio").first.check()
    for step in ["wishes", "health", "contact"]:
        button.click()
        settle(page)
        expect(page.get_by_role("heading", level=2)).to_be_focused()
        accessible(page, f"public {step} {language}")
        sound(page, f"public {step} {language}")
        shoot(page, f"public {step} {language}")
        small = page.evaluate("[...document.querySelectorAll('button, .p-option, input.p-input')].filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))")
        assert not small, small
        if step == "wishes":
            page.locator(".p-time:enabled").first.click()
        if step == "health":
            button.click()
            expect(page.locator(".p-choice .p-error").first).to_be_visible()
            for group in page.get_by_role("radiogroup").all():
                group.get_by_role("radio").first.check()


def test_an_address_that_leads_nowhere_says_so_and_nothing_else(visit: Visit, open_page: Open):
    page = visit.page(size=PHONE)
    seen = []
    for address in [open_page.address + "x", "/p/nobody.nothing", "/p/x"]:
        page.goto(address)
        expect(page.get_by_role("heading", level=2)).to_have_text("没有这个页面")
        seen.append(page.locator("main").inner_text())
    assert len(set(seen)) == 1
    accessible(page, "public nowhere")


def test_a_doctor_reviews_and_the_desk_books(visit: Visit, open_page: Open):
    receipt = ask(visit.page(size=PHONE), open_page, "周女士", pregnant="不确定")
    request = open_page.of(receipt)
    assert request["state"] == "need_review"
    doctor = visit.signed_in("jingan.doctor1")
    doctor.goto(f"/online-requests?request={request['id']}")
    peek = doctor.get_by_role("complementary")
    expect(peek.get_by_role("region", name="健康问答").get_by_text("不确定")).to_be_visible()
    settle(doctor)
    sound(doctor, "review queue")
    accessible(doctor, "review queue")
    shoot(doctor, "online review queue")
    desk_page = visit.signed_in("jingan.desk1")
    desk_page.goto(f"/online-requests?view=all&request={request['id']}")
    # The desk sees what is to be said, and nothing medical.
    expect(desk_page.get_by_role("complementary")).to_contain_text("只有诊疗人员能看健康问答")
    peek.get_by_role("button", name="预审…").click()
    dialog = doctor.get_by_role("dialog")
    dialog.get_by_role("radio", name="补充询问").click()
    expect(dialog.get_by_role("button", name="补充询问", exact=True)).to_be_disabled()
    dialog.get_by_label("请前台转告或询问").fill("请问末次月经日期")
    accessible(doctor, "review dialog")
    shoot(doctor, "online review dialog")
    dialog.get_by_role("button", name="补充询问", exact=True).click()
    expect(peek).to_contain_text("待补充情况")
    # The desk's page hears of it, asks, and puts it before the doctor again.
    theirs = desk_page.get_by_role("complementary")
    expect(theirs).to_contain_text("请问末次月经日期")
    theirs.get_by_role("button", name="重新送审").click()
    desk_page.get_by_role("dialog").get_by_label("问到的情况").fill("两周前，未怀孕")
    desk_page.get_by_role("dialog").get_by_role("button", name="重新送审").click()
    expect(theirs).to_contain_text("待医生预审")
    expect(peek).to_contain_text("两周前，未怀孕")
    peek.get_by_role("button", name="预审…").click()
    dialog.get_by_role("button", name="同意", exact=True).click()
    expect(peek).to_contain_text(re.compile("医生已同意|已预约"))
    assert open_page.of(receipt)["state"] in ("approved", "confirmed")


def test_a_page_is_made_filled_and_switched_on(visit: Visit, open_page: Open):
    slug = "look-" + uuid.uuid4().hex[:8]
    page = visit.signed_in("jingan.admin")
    page.goto("/online-pages")
    settle(page)
    page.get_by_role("button", name="新建页面").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("页面标题").fill("春季预约")
    dialog.get_by_label("网址后缀").fill(slug)
    dialog.get_by_label("主题色").fill("#8a5a44")
    accessible(page, "page form")
    dialog.get_by_role("button", name="保存").click()
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("标题和个人信息告知写好后才能启用")
    expect(peek.get_by_role("button", name="启用")).to_be_disabled()
    peek.get_by_role("button", name="编辑页面").click()
    dialog.get_by_label("个人信息告知").fill("只用于安排本次预约。")
    dialog.get_by_role("button", name="保存").click()
    peek.get_by_role("button", name="编辑项目").click()
    dialog.get_by_role("button", name="添加项目").click()
    dialog.get_by_role("group", name="项目 1").get_by_role("combobox").select_option(value=open_page.service)
    dialog.get_by_role("button", name="保存").click()
    expect(peek.get_by_text("初诊面诊")).to_be_visible()
    peek.get_by_role("button", name="编辑问题").click()
    dialog.get_by_role("button", name="添加问题").click()
    question = dialog.get_by_role("group", name="问题 1")
    question.get_by_label("代号").fill("Pregnant")
    expect(question.get_by_label("代号")).to_have_value("pregnant")
    question.get_by_label("中文").fill("是否怀孕")
    accessible(page, "questions of a page")
    dialog.get_by_role("button", name="保存").click()
    expect(peek.get_by_text("是否怀孕")).to_be_visible()
    peek.get_by_role("button", name="启用").click()
    expect(page.get_by_text("已启用，客户可以访问")).to_be_visible()
    settle(page)
    sound(page, "public pages")
    accessible(page, "public pages")
    shoot(page, "online pages")
    with page.context.expect_page() as opened:
        peek.get_by_role("link", name="打开页面").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("春季预约")
