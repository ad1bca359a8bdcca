"""What a chain decides for itself, and what an operator stops: clocks, thresholds, codes, the freeze of keys."""
import uuid

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_trust import looked_at


def test_the_compliance_officer_sets_years_and_thresholds_within_the_law(visit: Visit, server: Server):
    page = visit.signed_in("compliance")
    page.goto("/policies")
    years = page.get_by_label("病历保存年限")
    expect(years).to_have_value("15")
    looked_at(page, "policies")
    years.fill("10")
    card = page.locator("section.card").filter(has=page.get_by_role("heading", name="个人信息"))
    save = card.get_by_role("button", name="保存")
    expect(save).to_be_disabled()
    years.fill("３１")
    save.click()
    expect(page.get_by_text("规则已保存")).to_be_visible()
    page.reload()
    expect(years).to_have_value("31")
    token = server.token("compliance")
    assert server.call("GET", "/v1/privacy/settings", token)[1]["medicalYears"]["value"] == 31

    closing = page.get_by_label("营业结束")
    closing.fill("22:30")
    thresholds = page.locator("section.card").filter(has=page.get_by_role("heading", name="告警阈值"))
    thresholds.get_by_role("button", name="保存").first.click()
    expect(page.get_by_text("规则已保存").last).to_be_visible()
    assert server.call("GET", "/v1/audit/settings", token)[1]["closesAt"] == 22 * 60 + 30
    # Codes are the system administrators'.
    expect(page.get_by_role("heading", name="客户编号")).to_have_count(0)


def test_an_admin_gives_a_branch_codes_of_its_own(visit: Visit, server: Server):
    page = visit.signed_in("admin1")
    page.goto("/policies")
    branch = page.get_by_role("group", name="静安院区")
    branch.get_by_label("使用自己的规则").check()
    branch.get_by_label("前缀").fill("ja")
    branch.get_by_label("日期").select_option("YYMM")
    expect(branch.locator("output")).to_contain_text("JA")
    looked_at(page, "numbering")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("规则已保存")).to_be_visible()
    status, customer = server.call("POST", "/v1/customers", server.token("jingan.desk1"), {"name": "编号试验", "phone": "137" + str(uuid.uuid4().int)[:8]})
    assert status == 201, customer
    assert customer["code"].startswith("JA"), customer
    branch.get_by_label("使用自己的规则").uncheck()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("规则已保存").last).to_be_visible()


def test_an_operator_freezes_a_chain_and_one_alone_does_not_thaw_it(visit: Visit, server: Server):
    slug = "f" + uuid.uuid4().hex[:12]
    page = visit.signed_in("operator", tenant="-")
    operator = server.token("operator", "-")
    status, answer = server.call(
        "POST", "/v1/tenants", operator,
        {"name": "冻结试验", "slug": slug, "locale": "zh", "timeZone": "Asia/Shanghai",
         "admins": [{"displayName": "甲", "userName": "one"}, {"displayName": "乙", "userName": "two"}]})
    assert status == 201, answer
    page.goto("/tenants")
    page.get_by_role("searchbox").fill(slug)
    page.get_by_role("button", name="操作 冻结试验").click()
    page.get_by_role("menuitem", name="冻结与解冻").click()
    dialog = page.get_by_role("dialog", name="冻结密钥：冻结试验")
    dialog.get_by_label("原因").fill("疑似账号被盗")
    looked_at(page, "freeze dialog")
    dialog.get_by_role("button", name="冻结密钥").click()
    proof = page.get_by_role("dialog", name="请再次验证身份")
    expect(proof.or_(page.get_by_text("密钥已冻结"))).to_be_visible()
    if proof.is_visible():
        proof.get_by_label("密码", exact=True).fill(server.password("operator", "-"))
        proof.get_by_role("button", name="验证", exact=True).click()
    expect(page.get_by_text("密钥已冻结")).to_be_visible()
    for name in ["已申请解冻，须另一名操作员确认", "须由另一名操作员"]:
        page.get_by_role("button", name="操作 冻结试验").click()
        page.get_by_role("menuitem", name="冻结与解冻").click()
        dialog = page.get_by_role("dialog", name="解冻：冻结试验")
        expect(dialog.get_by_text("疑似账号被盗")).to_be_visible()
        dialog.get_by_role("button", name="解冻").click()
        expect(page.get_by_text(name)).to_be_visible()
    looked_at(page, "thaw refused")
