"""Every page, opened by people of every role, in both languages: what is there, what must not be there, and how it looks."""
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import ARTIFACTS, Traffic, Visit

FRONT = {"/calendar", "/rosters", "/catalogue", "/resources"}
ROLES = {
    ("operator", "-"): {"/tenants", "/alerts", "/audit", "/jobs", "/policies", "/system", "/encryption", "/me", "/help"},
    ("admin1", "yueyan"): {
        "/today", "/people", "/tags", "/custom-fields", "/roles", "/api-keys", "/webhooks", "/jobs", "/policies", "/system", "/encryption", "/me",
        "/help",
    },
    ("compliance", "yueyan"): {
        "/today", "/customers", *FRONT, "/alerts", "/requests", "/notices", "/audit", "/people", "/roles", "/policies", "/system", "/care-requests",
        "/emergencies", "/disclosures", "/erasures", "/encryption", "/exports", "/me", "/help",
    },
    ("director", "yueyan"): {
        "/today", "/waiting", "/waitlist", "/online-requests", "/online-pages", "/consultations", "/customers", *FRONT, "/leads", "/tasks", "/lead-rules", "/segments", "/layers", "/requests", "/notices", "/people", "/tags", "/roles",
        "/api-keys", "/duplicates", "/imports", "/exports", "/care-requests", "/disclosures", "/me", "/help",
    },
    ("operations", "yueyan"): {"/today", "/online-pages", *FRONT, "/lead-rules", "/layers", "/tags", "/me", "/help"},
    ("jingan.admin", "yueyan"): {
        "/today", "/waiting", "/waitlist", "/online-requests", "/online-pages", "/consultations", "/customers", *FRONT, "/leads", "/tasks", "/lead-rules", "/segments", "/layers", "/requests", "/people", "/roles", "/api-keys",
        "/duplicates", "/imports", "/exports", "/care-requests", "/disclosures", "/me", "/help",
    },
    ("jingan.desk1", "yueyan"): {"/today", "/waiting", "/waitlist", "/online-requests", "/customers", *FRONT, "/leads", "/tasks", "/requests", "/duplicates", "/care-requests", "/me", "/help"},
    ("jingan.consultant1", "yueyan"): {
        "/today", "/waiting", "/waitlist", "/online-requests", "/consultations", "/customers", *FRONT, "/leads", "/tasks", "/segments", "/layers", "/duplicates", "/care-requests", "/me", "/help",
    },
    ("jingan.doctor1", "yueyan"): {"/today", "/waiting", "/waitlist", "/online-requests", "/consultations", "/customers", *FRONT, "/tasks", "/care-requests", "/disclosures", "/me", "/help"},
    ("jingan.nurse1", "yueyan"): {"/today", "/waiting", "/waitlist", "/online-requests", "/consultations", "/customers", *FRONT, "/tasks", "/care-requests", "/me", "/help"},
    ("jingan.cashier", "yueyan"): {"/today", "/waiting", "/customers", "/calendar", "/rosters", "/catalogue", "/tasks", "/me", "/help"},
}
ALL_PAGES = set().union(*ROLES.values())
# Axe's rules for WCAG 2.2 A and AA.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def settle(page: Page) -> None:
    Traffic.of(page).rest(page)
    expect(page.locator(".skeleton")).to_have_count(0)


def shoot(page: Page, name: str) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{re.sub(r'[^a-z0-9.]+', '-', name.lower()).strip('-')}.png")


def accessible(page: Page, where: str) -> None:
    result = Axe().run(page, options=RULES)
    found = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in result.response["violations"]]
    assert not found, f"{where}: {found}"


def sound(page: Page, where: str) -> None:
    """Nothing failed on the page, and nothing is wider than it."""
    text = page.locator("body").inner_text()
    for broken in ["undefined", "NaN", "[object Object]", "Invalid Date", "这个页面出错了", "This page failed", "没有读到数据", "could not be read"]:
        assert broken not in text, f"{where}: {broken}"
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{where} is {overflow} px too wide"
    # English words are longer: what stands on a card stays on it, and a heading of a list is not cut to two dots.
    cut = page.evaluate("[...document.querySelectorAll('.board-card, .grid-group > .grid-cell')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)")
    assert cut == [], f"{where}: {cut}"


@pytest.mark.parametrize("user,tenant", ROLES, ids=lambda value: value)
def test_navigation_is_what_the_permissions_open(visit: Visit, user: str, tenant: str):
    page = visit.signed_in(user, tenant)
    settle(page)
    links = {link.get_attribute("href") for link in page.locator(".side a").all()}
    assert links == ROLES[user, tenant]


@pytest.mark.parametrize("user,tenant", ROLES, ids=lambda value: value)
def test_every_page_opens_and_others_say_what_is_missing(visit: Visit, user: str, tenant: str):
    page = visit.signed_in(user, tenant)
    for path in sorted(ALL_PAGES):
        page.goto(path)
        settle(page)
        where = f"{user} {path}"
        sound(page, where)
        if path in ROLES[user, tenant]:
            expect(page.get_by_text("没有打开这个页面的权限")).to_have_count(0)
            shoot(page, where)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("user,tenant", [("jingan.desk1", "yueyan"), ("admin1", "yueyan"), ("compliance", "yueyan"), ("operator", "-")], ids=lambda value: value)
def test_pages_are_accessible_in_both_languages(visit: Visit, user: str, tenant: str, language: str):
    page = visit.signed_in(user, tenant)
    page.get_by_role("button", name="Switch to English").wait_for()
    if language == "en":
        page.get_by_role("button", name="Switch to English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
    for path in sorted(ROLES[user, tenant]):
        page.locator(f'.side a[href="{path}"]').click()
        settle(page)
        where = f"{user} {path} {language}"
        if language == "en":
            assert not re.search(r"[一-鿿]", page.locator(".side").inner_text().replace(chain_name(page), "")), where
        sound(page, where)
        accessible(page, where)
        shoot(page, where)


def chain_name(page: Page) -> str:
    return page.locator(".side-brand").inner_text()


@pytest.mark.parametrize("size", [(1024, 768), (834, 1194)], ids=["landscape", "portrait"])
def test_tablets(visit: Visit, size: tuple[int, int]):
    page = visit.signed_in("jingan.desk1", size=size, touch=True)
    for path in ["/today", *sorted(FRONT), "/customers", "/me"]:
        page.goto(path)
        settle(page)
        sound(page, f"{path} {size}")
        small = page.evaluate("""[...document.querySelectorAll('button, a, input, select')].filter(one => {
            const box = one.getBoundingClientRect(), style = getComputedStyle(one);
            const isHidden = box.width === 0 || style.visibility === 'hidden' || one.closest('.skip') || one.matches('.skip') || one.type === 'checkbox';
            const isApart = one.matches('.button, .input, .side-link, .chip-main, .top-person, .top-search, .link-button, [role=tab]');
            return !isHidden && box.height < (isApart ? 39.5 : 23.5) && style.display !== 'inline';
        }).map(one => one.outerHTML.slice(0, 120))""")
        assert not small, f"{path}: {small}"
        shoot(page, f"tablet {path} {size[0]}")


@pytest.mark.parametrize("user", ["jingan.desk1", "admin1", "compliance"])
def test_twice_the_size_loses_nothing(visit: Visit, user: str):
    """Zoomed to 200 %, a screen of 1440 × 900 has room for 720 × 450 (WCAG 2.2, 1.4.4 and 1.4.10)."""
    page = visit.signed_in(user, size=(720, 450))
    for path in sorted(ROLES[user, "yueyan"]):
        page.goto(path)
        settle(page)
        sound(page, f"{user} {path} zoomed")
        cut = page.evaluate("""[...document.querySelectorAll('main h1, main .page-head .button, .view-tabs [role=tab]')].filter(one => {
            const box = one.getBoundingClientRect();
            // What scrolls inside of its own row is not lost.
            const scrolls = one.closest('.view-tabs') !== null;
            return box.width > 0 && !scrolls && (box.left < -1 || box.right > innerWidth + 1);
        }).map(one => one.outerHTML.slice(0, 100))""")
        assert not cut, f"{path}: {cut}"
        shoot(page, f"zoomed {user} {path}")
        room = page.evaluate("""(() => {
            const list = document.querySelector('main [role=grid], main .page-body, main .tab-body, main .matrix-scroll, main .org-people');
            list?.scrollIntoView();
            return list ? Math.min(list.getBoundingClientRect().bottom, innerHeight) - list.getBoundingClientRect().top : 999;
        })()""")
        assert room >= 120, f"{path} leaves {room} px for what it is about"


def test_the_document_carries_the_headers_of_the_design(server, visit: Visit):
    page = visit.page()
    answer = page.goto("/sign-in")
    headers = answer.headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy and "require-trusted-types-for 'script'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin" and headers["cache-control"] == "no-cache"
    script = page.locator("script[src]").first.get_attribute("src")
    asset = page.request.get(script)
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable" and asset.headers["content-encoding"] in ("br", "gzip")
    assert page.request.get("/assets/gone-AAAAAAAA.js").status == 404
    assert server.call("GET", "/assets/../../etc/passwd")[0] == 404


def test_one_language_is_fetched_and_the_other_when_it_is_chosen(visit: Visit):
    page = visit.page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def files() -> list[str]:
        return [url for url in asked if "/assets/" in url]

    def saying(words: str) -> list[str]:
        return [url for url in set(files()) if words in page.request.get(url).text()]

    page.goto("/sign-in")
    page.get_by_label("机构代码").fill("yueyan")
    assert len(saying("使用您所在机构的账号")) == 1 and saying("With the account of your organisation") == []
    page.get_by_role("button", name="Switch to English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("Organisation")).to_have_value("yueyan")
    assert len(saying("With the account of your organisation")) == 1
    before = len(files())
    page.get_by_role("button", name="切换到中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert len(files()) == before, "what is there is not fetched again"
    # Whoever reads English fetches no Chinese.
    page = visit.page(language="en")
    asked.clear()
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/sign-in")
    expect(page.get_by_label("Organisation")).to_be_visible()
    assert saying("使用您所在机构的账号") == [] and len(saying("With the account of your organisation")) == 1


def test_a_language_that_does_not_come_is_told_and_there_at_the_next_load(visit: Visit):
    page = visit.signed_in("jingan.desk1")
    settle(page)
    page.route("**/assets/*.js", lambda route: route.abort())
    page.get_by_role("button", name="Switch to English").click()
    expect(page.get_by_text("另一种语言没有下载下来")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.unroute("**/assets/*.js")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="切换到中文").wait_for()
    visit.complaints[:] = [line for line in visit.complaints if "ERR_FAILED" not in line]
