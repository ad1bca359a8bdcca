"""Access beyond one's own rows and what proves it, in a browser: emergencies, shares, restrictions, the register, erasure, keys, support."""
import re
import time

from playwright.sync_api import Page, expect

from .conftest import Server, Visit
from .test_flows import a_customer
from .test_pages import accessible, settle, shoot, sound


def prove(page: Page, server: Server, user: str) -> None:
    """Answers the question for the password that a sensitive act brings up in a new session."""
    proof = page.get_by_role("dialog", name="请再次验证身份")
    proof.get_by_label("密码", exact=True).fill(server.password(user))
    proof.get_by_role("button", name="验证", exact=True).click()
    expect(proof).to_have_count(0)


def looked_at(page: Page, name: str) -> None:
    settle(page)
    sound(page, name)
    accessible(page, name)
    shoot(page, f"trust {name}")


def test_an_emergency_opens_is_closed_by_hand_and_judged_by_somebody_else(fresh: Visit, server: Server):
    customer = a_customer(server)
    page = fresh.signed_in("jingan.doctor1")
    page.goto(f"/customers/{customer['id']}")
    expect(page.get_by_role("heading", name="没有这位客户，或您看不到")).to_be_visible()
    looked_at(page, "closed customer")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("紧急")
    page.get_by_role("option", name=re.compile("紧急打开客户档案")).click()
    dialog = page.get_by_role("dialog", name="紧急打开客户档案")
    open_now = dialog.get_by_role("button", name="紧急打开", exact=True)
    expect(open_now).to_be_disabled()
    dialog.get_by_label("客户号").fill(str(customer["number"]))
    dialog.get_by_label("姓名（须完全一致）").fill(customer["name"])
    dialog.get_by_label("紧急原因").fill("注射后过敏，查过敏史")
    looked_at(page, "emergency dialog")
    open_now.click()
    prove(page, server, "jingan.doctor1")
    expect(page).to_have_url(re.compile(f"/customers/{customer['id']}$"))
    banner = page.locator(".emergency")
    expect(banner).to_contain_text("紧急访问中")
    expect(page.get_by_role("heading", level=1)).to_contain_text(customer["name"])
    looked_at(page, "emergency banner")
    page.reload()
    banner.get_by_role("button", name="立即结束").click()
    expect(page).to_have_url(re.compile("/customers$"))
    page.goto(f"/customers/{customer['id']}")
    expect(page.get_by_role("heading", name="没有这位客户，或您看不到")).to_be_visible()

    officer = fresh.signed_in("compliance")
    officer.goto("/emergencies")
    row = officer.get_by_role("row").filter(has_text=f"#{customer['number']}")
    expect(row).to_contain_text("注射后过敏，查过敏史")
    expect(row).to_contain_text("已提前结束")
    row.click()
    peek = officer.get_by_role("complementary")
    expect(peek.get_by_role("link", name="打开客户")).to_have_attribute("href", f"/customers/{customer['id']}")
    looked_at(officer, "emergencies")
    peek.get_by_role("button", name="复核").click()
    verdict = officer.get_by_role("dialog", name="复核")
    verdict.get_by_role("radio", name="不正当").click()
    verdict.get_by_label("复核意见").fill("当班记录里没有急救")
    looked_at(officer, "review dialog")
    verdict.get_by_role("button", name="复核").click()
    expect(peek).to_contain_text("当班记录里没有急救")
    officer.get_by_role("tab", name="已复核").click()
    expect(officer.get_by_role("row").filter(has_text=f"#{customer['number']}")).to_contain_text("不正当")
    _, judged = server.call("GET", "/v1/break-glass/reviews?state=reviewed", server.token("compliance"))
    assert next(one for one in judged["data"] if one["customerId"] == customer["id"])["verdict"] == "unjustified"


def test_an_emergency_that_names_nobody_opens_nothing_and_waits_for_review(fresh: Visit, server: Server):
    customer = a_customer(server)
    page = fresh.signed_in("jingan.nurse1")
    page.goto("/customers")
    page.get_by_role("link", name="紧急打开").click()
    dialog = page.get_by_role("dialog", name="紧急打开客户档案")
    dialog.get_by_label("客户号").fill(str(customer["number"]))
    dialog.get_by_label("姓名（须完全一致）").fill("没有此人")
    dialog.get_by_label("紧急原因").fill(f"核对 {customer['number']}")
    dialog.get_by_role("button", name="紧急打开", exact=True).click()
    prove(page, server, "jingan.nurse1")
    expect(dialog.get_by_role("alert")).to_contain_text("没有与之相符的客户")
    looked_at(page, "emergency missed")

    officer = fresh.signed_in("compliance")
    officer.goto("/emergencies")
    row = officer.get_by_role("row").filter(has_text=f"核对 {customer['number']}")
    expect(row).to_contain_text("未对上任何客户")
    row.click()
    expect(officer.get_by_role("complementary").get_by_role("link", name="打开客户")).to_have_count(0)


def test_a_share_opens_a_customer_to_another_branch_until_it_is_ended(visit: Visit, server: Server):
    customer = a_customer(server)
    other = server.token("xuhui.desk1")
    assert server.call("GET", f"/v1/customers/{customer['id']}", other)[0] == 404
    page = visit.signed_in("jingan.admin")
    page.goto(f"/customers/{customer['id']}?tab=sharing")
    expect(page.get_by_text("没有共享给其他院区")).to_be_visible()
    page.get_by_role("button", name="共享", exact=True).click()
    dialog = page.get_by_role("dialog", name="共享给其他院区")
    dialog.get_by_label("共享给").select_option("徐汇院区")
    dialog.get_by_label("范围").select_option("联系")
    dialog.get_by_label("原因").fill("客户到徐汇复诊")
    looked_at(page, "share dialog")
    dialog.get_by_role("button", name="共享", exact=True).click()
    row = page.get_by_role("row").filter(has_text="徐汇院区")
    expect(row).to_contain_text("有效")
    expect(row).to_contain_text("客户到徐汇复诊")
    looked_at(page, "sharing")

    guest = visit.signed_in("xuhui.desk1")
    guest.goto(f"/customers/{customer['id']}?tab=sharing")
    expect(guest.get_by_role("heading", level=1)).to_contain_text(customer["name"])
    expect(guest.get_by_role("button", name="共享", exact=True)).to_have_count(0)
    expect(guest.get_by_role("button", name="结束共享")).to_have_count(0)

    row.get_by_role("button", name="结束共享").click()
    page.get_by_role("dialog", name="结束共享").get_by_role("button", name="结束共享").click()
    expect(row).to_contain_text("已结束")
    guest.reload()
    expect(guest.get_by_role("heading", name="没有这位客户，或您看不到")).to_be_visible()


def test_a_restricted_customer_is_asked_for_approved_and_seen(visit: Visit, server: Server):
    customer = a_customer(server)
    page = visit.signed_in("jingan.admin")
    page.goto(f"/customers/{customer['id']}?tab=sharing")
    page.get_by_role("button", name="限制查看", exact=True).click()
    dialog = page.get_by_role("dialog", name="限制查看")
    dialog.get_by_label("原因").fill("公众人物")
    dialog.get_by_label("加入诊疗团队").click()
    dialog.get_by_role("listbox").get_by_role("option").first.click()
    expect(dialog.get_by_role("list", name="诊疗团队").get_by_role("listitem")).to_have_count(2)
    looked_at(page, "restrict dialog")
    dialog.get_by_role("button", name="限制查看", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("重要客户")
    looked_at(page, "restricted")

    desk = visit.signed_in("jingan.desk2")
    desk.goto(f"/customers/{customer['id']}")
    desk.get_by_role("button", name="申请查看").click()
    ask = desk.get_by_role("dialog", name="申请查看客户")
    ask.get_by_label("申请原因").fill("明日到店接待")
    looked_at(desk, "care request dialog")
    ask.get_by_role("button", name="提交申请").click()
    expect(desk.get_by_text("申请已提交，等待审批")).to_be_visible()
    desk.goto("/care-requests")
    mine = desk.get_by_role("row").filter(has_text=f"#{customer['number']}")
    expect(mine).to_contain_text("待审批")
    desk.goto("/today")
    expect(desk.get_by_role("link", name=f"#{customer['number']}")).to_be_visible()

    page.goto("/today")
    waiting = page.locator(".card").filter(has=page.get_by_role("heading", name="待审批的查看申请"))
    looked_at(page, "today")
    waiting.get_by_role("listitem").filter(has_text=f"#{customer['number']}").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/care-requests"))
    peek = page.get_by_role("complementary")
    expect(peek).to_contain_text("明日到店接待")
    looked_at(page, "care queue")
    peek.get_by_role("button", name="批准").click()
    page.get_by_role("dialog").get_by_role("button", name="批准").click()
    expect(page.get_by_role("row").filter(has_text=f"#{customer['number']}")).to_contain_text("已批准")
    desk.goto("/care-requests")
    mine.click()
    desk.get_by_role("complementary").get_by_role("link", name="打开客户").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(customer["name"])

    page.goto(f"/customers/{customer['id']}?tab=sharing")
    page.get_by_role("button", name="解除限制").click()
    page.get_by_role("dialog", name="解除限制").get_by_role("button", name="解除限制").click()
    expect(page.get_by_text("没有限制")).to_be_visible()


def test_the_register_of_disclosures_is_filtered_and_printed(visit: Visit, server: Server):
    customer = a_customer(server)
    token = server.token("jingan.admin")
    tag = str(customer["number"])
    for recipient, ground, abroad in [("华东检验所" + tag, "contract", False), ("东京影像中心" + tag, "emergency", True)]:
        status, answer = server.call("POST", f"/v1/customers/{customer['id']}/disclosures", token, {
            "recipient": recipient, "recipientContact": "021-55550000", "categories": ["identity", "health"], "method": "paper",
            "ground": ground, "purpose": "术前检查", "abroad": abroad})
        assert status == 201, answer
    page = visit.signed_in("compliance")
    page.add_init_script("window.print = () => undefined")
    page.goto("/disclosures")
    rows = page.get_by_role("row").filter(has_text=tag)
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(f"#{customer['number']}")
    rows.filter(has_text="东京影像中心").click()
    expect(page.get_by_role("complementary")).to_contain_text("021-55550000")
    looked_at(page, "disclosures")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("menuitem", name="依据").click()
    page.get_by_label("履行合同所必需").check()
    expect(page).to_have_url(re.compile("ground=contract"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("row").filter(has_text="东京影像中心" + tag)).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="华东检验所" + tag)).to_be_visible()
    page.goto("/disclosures?abroad=yes")
    expect(page.get_by_role("row").filter(has_text="东京影像中心" + tag)).to_be_visible()
    page.get_by_role("searchbox", name="接收方全称").fill("没有这一家")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="没有符合筛选的记录")).to_be_visible()
    page.goto(f"/disclosures?recipient=华东检验所{tag}")
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="打印登记簿").click()
    sheet = page.locator(".print-sheet")
    expect(sheet).to_contain_text("华东检验所" + tag)
    assert f"#{customer['number']}" in sheet.text_content() and customer["name"] not in sheet.text_content()


def test_an_erasure_leaves_a_certificate_for_the_person(fresh: Visit, server: Server):
    customer = a_customer(server)
    body = {"kind": "erase", "channel": "counter", "requester": "self", "detail": "请删除我的资料"}
    status, receipt = server.call("POST", f"/v1/customers/{customer['id']}/data-requests", customer["token"], body)
    assert status == 201, receipt
    page = fresh.signed_in("compliance")
    page.add_init_script("window.print = () => undefined")
    page.goto(f"/requests?request={receipt['id']}")
    peek = page.get_by_role("complementary")
    peek.get_by_role("button", name="核验身份").click()
    page.get_by_role("dialog").get_by_role("button", name="核验身份").click()
    peek.get_by_role("button", name="办结").click()
    page.get_by_role("dialog").get_by_role("button", name="办结").click()
    prove(page, server, "compliance")
    peek.get_by_role("link", name="删除凭证").click()
    expect(page).to_have_url(re.compile("/erasures"))
    certificate = page.get_by_role("complementary").locator("pre.certificate")
    expect(certificate).to_contain_text(customer["id"])
    expect(certificate).to_contain_text("peony-erasures")
    looked_at(page, "erasures")
    page.get_by_role("button", name="打印凭证").click()
    sheet = page.locator(".print-sheet")
    expect(sheet).to_contain_text("个人信息删除凭证")
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    assert sheet.bounding_box()["y"] < 50, "the sheet begins on the first page"
    assert customer["id"] in sheet.text_content() and customer["name"] not in sheet.text_content()


def test_keys_are_counted_and_rotated_and_a_canary_sings_only_when_opened(fresh: Visit, server: Server):
    customer = a_customer(server)
    page = fresh.signed_in("admin1")
    page.goto("/encryption")
    expect(page.get_by_role("heading", name="诱饵客户")).to_have_count(0)
    page.get_by_role("button", name="统计条目").click()
    expect(page.get_by_role("columnheader", name="使用中的条目")).to_be_visible()
    begin = page.get_by_role("button", name="开始轮换")
    expect(begin).to_be_visible()
    if begin.is_enabled():
        begin.click()
        dialog = page.get_by_role("dialog", name="开始轮换")
        dialog.get_by_label("每秒最多处理客户数").fill("0")
        expect(dialog.get_by_role("button", name="开始轮换")).to_be_disabled()
        dialog.get_by_label("每秒最多处理客户数").fill("500")
        dialog.get_by_role("button", name="开始轮换").click()
        expect(dialog).to_have_count(0)
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(begin).to_be_disabled()
    looked_at(page, "encryption")

    officer = fresh.signed_in("compliance")
    officer.goto("/encryption")
    expect(officer.get_by_role("button", name="开始轮换")).to_have_count(0)
    officer.get_by_role("button", name="设为诱饵").click()
    dialog = officer.get_by_role("dialog", name="设为诱饵")
    dialog.get_by_label("客户").fill(f"#{customer['number']}")
    dialog.get_by_role("option", name=re.compile(f"#{customer['number']}")).click()
    dialog.get_by_role("button", name="设为诱饵").click()
    row = officer.get_by_role("row").filter(has_text=f"#{customer['number']}")
    expect(row).to_be_visible()
    officer.reload()
    expect(row).to_be_visible()
    looked_at(officer, "canaries")
    token = server.token("compliance")
    alarms = f"/v1/audit/events?filter[action]=alert.canary&filter[customerId]={customer['id']}"
    assert server.call("GET", alarms, token)[1]["data"] == []
    assert server.call("GET", f"/v1/customers/{customer['id']}", customer["token"])[0] == 200
    # The event is written beside the request that gave the alarm.
    end = time.monotonic() + 20
    while not (rung := server.call("GET", alarms, token)[1]["data"]) and time.monotonic() < end:
        time.sleep(0.1)
    assert len(rung) == 1
    row.get_by_role("button", name="取消诱饵").click()
    officer.get_by_role("dialog", name="取消诱饵").get_by_role("button", name="取消诱饵").click()
    expect(row).to_have_count(0)


def test_an_operator_is_let_in_for_a_while_and_out_again(fresh: Visit, server: Server):
    page = fresh.signed_in("admin2")
    page.goto("/system")
    page.get_by_role("button", name="授权查看").click()
    dialog = page.get_by_role("dialog", name="授权查看")
    dialog.get_by_label("平台操作员账号").fill("operator")
    dialog.get_by_label("原因").fill("排查登录问题")
    looked_at(page, "support dialog")
    dialog.get_by_role("button", name="授权查看").click()
    prove(page, server, "admin2")
    grant = page.get_by_role("listitem").filter(has_text="排查登录问题").first
    expect(grant).to_contain_text("有效至")
    looked_at(page, "support")
    officer = fresh.signed_in("compliance")
    officer.goto("/system")
    expect(officer.get_by_role("listitem").filter(has_text="排查登录问题").first).to_contain_text("有效至")
    expect(officer.get_by_role("button", name="收回授权")).to_have_count(0)
    grant.get_by_role("button", name="收回授权").click()
    page.get_by_role("dialog").get_by_role("button", name="收回授权").click()
    expect(grant).to_contain_text("已结束")


def test_the_new_pages_speak_english_too(visit: Visit):
    page = visit.signed_in("compliance")
    page.get_by_role("button", name="Switch to English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for path in ["/care-requests", "/emergencies", "/disclosures", "/erasures", "/encryption"]:
        page.locator(f'.side a[href="{path}"]').click()
        settle(page)
        head = page.locator(".page-head").inner_text() + page.locator(".view-tabs, .filters").all_inner_texts().__str__()
        assert not re.search(r"[一-鿿]", head), f"{path}: {head}"
        accessible(page, path + " en")
        shoot(page, f"trust {path} en")


def test_without_the_connection_nothing_is_written(visit: Visit, server: Server):
    customer = a_customer(server)
    page = visit.signed_in("jingan.admin")
    page.goto(f"/customers/{customer['id']}?tab=sharing")
    share = page.get_by_role("button", name="共享", exact=True)
    expect(share).to_be_enabled()
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(share).to_be_disabled()
    page.context.set_offline(False)
