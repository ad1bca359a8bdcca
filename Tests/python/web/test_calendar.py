"""The resource calendar by itself: a development build of the app, its stories under /lab, no bookings in any server."""
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from .conftest import ROOT, Visit
from .test_pages import accessible, settle, shoot, sound

KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8"}


@pytest.fixture(scope="session")
def development(tmp_path_factory) -> Path:
    """The app with its lab, built beside the one that the server has."""
    icons = ROOT / ".build-web/icons"
    if not icons.exists() or not shutil.which("esbuild"):
        pytest.skip("the web app's tools are not set up: scripts/web build does it")
    out = tmp_path_factory.mktemp("lab") / "dev"
    subprocess.run(["node", ROOT / "web/tools/build.mjs", "--icons", icons, "--out", out, "--dev"], check=True)
    return out


class Lab:
    """Pages of the lab: the API is the server's, the app is the development build, under the server's own headers."""

    def __init__(self, visit: Visit, folder: Path):
        self.visit, self.folder = visit, folder

    def serve(self, context: BrowserContext) -> None:
        headers = context.request.get("/sign-in").headers
        policy = {name: headers[name] for name in ("content-security-policy", "referrer-policy")}

        def answer(route: Route) -> None:
            path = re.sub(r"^https?://[^/]+|[?#].*$", "", route.request.url)
            file = self.folder / path.lstrip("/") if path.startswith("/assets/") else self.folder / "index.html"
            if path.startswith("/v1/") or path in ("/health", "/ready"):
                route.fallback()
            elif file.exists():
                route.fulfill(body=file.read_bytes(), headers=policy | {"content-type": KINDS[file.suffix]})
            else:
                route.fulfill(status=404)

        context.route("**/*", answer)

    def index(self) -> Page:
        page = self.visit.signed_in("jingan.desk1")
        self.serve(page.context)
        page.goto("/lab")
        page.locator(".lab").wait_for()
        return page

    def open(self, story: str, **options) -> Page:
        language = options.get("language", "zh")
        page = self.visit.signed_in("jingan.desk1", **options)
        self.serve(page.context)
        page.goto(f"/lab?story={story}")
        page.locator(".rc").wait_for()
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if language == "zh" else "en")
        return page


@pytest.fixture
def lab(visit: Visit, development: Path) -> Lab:
    return Lab(visit, development)


def block(page: Page, name: str) -> Locator:
    return page.locator("[data-booking]:not(.rc-ghost)").filter(has_text=name)


def place(page: Page, name: str) -> tuple[str, str]:
    """In whose column a visit stands, and when."""
    one = block(page, name).first
    return one.locator("xpath=..").get_attribute("aria-label").split(" ")[0], one.get_attribute("aria-label").split(" ")[0]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("story", ["day", "week", "list", "forty", "dense", "empty", "nobody"])
def test_every_story_is_accessible(lab: Lab, story: str, language: str):
    page = lab.open(f"calendar-{story}", language=language)
    settle(page)
    sound(page, story)
    accessible(page, f"{story} {language}")
    shoot(page, f"calendar {story} {language}")
    if language == "en":
        assert not re.search(r"[一-鿿]", page.locator(".rc-bar").first.inner_text())


def test_every_part_by_itself_is_accessible(lab: Lab):
    page = lab.index()
    settle_parts(page)
    accessible(page, "lab")
    shoot(page, "lab")


def settle_parts(page: Page) -> None:
    """One of the parts is the skeleton itself, so nothing waits for its end."""
    expect(page.get_by_role("complementary")).to_be_visible()
    expect(page.get_by_role("grid").first).to_be_visible()


@pytest.mark.parametrize("size", [(1024, 768), (834, 1194)], ids=["landscape", "portrait"])
def test_fingers_find_targets_and_move_a_visit_by_taps(lab: Lab, size: tuple[int, int]):
    page = lab.open("calendar-day", size=size, touch=True)
    settle(page)
    sound(page, str(size))
    shoot(page, f"calendar tablet {size[0]}")
    small = page.locator(".rc button:visible, .rc select:visible").evaluate_all(
        "all => all.filter(one => { const box = one.getBoundingClientRect(); return box.height < 41.5 }).map(one => one.outerHTML.slice(0, 140))")
    assert not small, small
    block(page, "周梦瑶").tap()
    peek = page.get_by_role("complementary")
    peek.get_by_role("button", name="在日历上改期").tap()
    expect(page.get_by_text("为 周梦瑶 选择新的时间")).to_be_visible()
    column = page.get_by_role("group", name=re.compile("^沈清和"))
    # An empty quarter: six minutes past 15:00 is the one that begins there.
    column.tap(position={"x": 60, "y": (15 * 60 + 6 - 9 * 60) * 3})
    expect(page.get_by_text("周梦瑶 已移到 15:00 沈清和")).to_be_visible()
    assert place(page, "周梦瑶") == ("沈清和", "15:00–15:30")


def test_a_visit_is_dragged_and_the_change_is_taken_back(lab: Lab):
    page = lab.open("calendar-day")
    where = place(page, "周梦瑶")
    box = block(page, "周梦瑶").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.move(box["x"] + 40, box["y"] + 10 + 60 * 1.75, steps=8)
    expect(page.locator(".rc-ghost")).to_contain_text("15:30–16:00")
    shoot(page, "calendar dragging")
    page.mouse.up()
    expect(page.locator(".rc-ghost")).to_have_count(0)
    expect(page.get_by_text("周梦瑶 已移到 15:30")).to_be_visible()
    assert place(page, "周梦瑶") == ("沈清和", "15:30–16:00")
    # The click that ends a pull opens nothing.
    expect(page.get_by_role("complementary")).to_have_count(0)
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("已撤销")).to_be_visible()
    assert place(page, "周梦瑶") == where


def test_a_place_that_is_taken_says_by_whom_and_escape_lets_go(lab: Lab):
    page = lab.open("calendar-day")
    where = place(page, "周梦瑶")
    box = block(page, "周梦瑶").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 10 + 105 * 1.75, steps=8)
    ghost = page.locator(".rc-ghost")
    expect(ghost).to_have_class(re.compile("rc-bad"))
    expect(ghost).to_contain_text("沈清和 已有 16:15 华静怡")
    shoot(page, "calendar conflict")
    page.mouse.up()
    expect(page.get_by_text("沈清和 已有 16:15 华静怡")).to_be_visible()
    assert place(page, "周梦瑶") == where
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 60, steps=4)
    expect(page.locator(".rc-ghost")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".rc-ghost")).to_have_count(0)
    page.mouse.up()
    assert place(page, "周梦瑶") == where


def test_keys_alone_walk_move_resize_and_create(lab: Lab):
    page = lab.open("calendar-day")
    block(page, "周梦瑶").focus()
    block(page, "周梦瑶").click()
    page.keyboard.press("Escape")
    expect(block(page, "周梦瑶")).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-live=assertive]")).to_contain_text("15:00–15:30 沈清和")
    page.keyboard.press("Enter")
    expect(page.get_by_text("周梦瑶 已移到 15:00")).to_be_visible()
    expect(block(page, "周梦瑶")).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("周梦瑶 改为 15:00–15:45")).to_be_visible()
    assert place(page, "周梦瑶") == ("沈清和", "15:00–15:45")
    page.keyboard.press("m")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert place(page, "周梦瑶") == ("沈清和", "15:00–15:45")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("button", name="14:45 沈清和 空闲，新建预约")).to_be_focused()
    shoot(page, "calendar keyboard")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^14:45–15:00 新客户"))).to_be_visible()


def test_the_form_beside_the_grid_does_whatever_dragging_does(lab: Lab):
    page = lab.open("calendar-day")
    block(page, "周梦瑶").click()
    peek = page.get_by_role("complementary")
    save = peek.get_by_role("button", name="保存")
    expect(save).to_be_disabled()
    peek.get_by_label("开始").select_option("16:15")
    expect(peek.get_by_role("alert")).to_contain_text("沈清和 已有 16:15 华静怡")
    expect(save).to_be_disabled()
    peek.get_by_label("开始").select_option("15:00")
    peek.get_by_role("button", name="延长").click()
    peek.get_by_label("沈清和改为").select_option(label="顾南乔 · 主治医师 · 注射")
    expect(peek.get_by_role("alert")).to_contain_text("顾南乔 已有")
    shoot(page, "calendar form")
    peek.get_by_label("沈清和改为").select_option(label="程以安 · 主治医师 · 皮肤")
    save.click()
    expect(page.get_by_text("周梦瑶 已移到 15:00 程以安")).to_be_visible()
    assert place(page, "周梦瑶") == ("程以安", "15:00–15:45")
    accessible(page, "form")


def test_what_a_colleague_did_first_is_shown_instead(lab: Lab):
    page = lab.open("calendar-refused")
    block(page, "周梦瑶").click()
    peek = page.get_by_role("complementary")
    peek.get_by_label("开始").select_option("15:00")
    peek.get_by_role("button", name="保存").click()
    expect(page.get_by_text("刚被林晓雯改到 17:00")).to_be_visible()
    expect(block(page, "周梦瑶")).to_have_attribute("aria-label", re.compile("^17:00"))
    expect(page.get_by_role("button", name="撤销", exact=True)).to_have_count(0)


def test_what_breaks_beside_the_list_stays_there(lab: Lab):
    page = lab.open("calendar-broken")
    block(page, "周梦瑶").click()
    peek = page.get_by_role("complementary")
    expect(peek.get_by_role("heading", name="这个页面出错了")).to_be_visible()
    expect(peek.get_by_text("on purpose")).to_be_visible()
    expect(block(page, "周梦瑶")).to_be_visible()
    peek.get_by_role("button", name="关闭").click()
    expect(peek).to_have_count(0)
    lab.visit.complaints[:] = [line for line in lab.visit.complaints if "on purpose" not in line and "Broken" not in line]


def test_forty_columns_draw_only_those_in_sight(lab: Lab):
    page = lab.open("calendar-forty")
    assert page.locator(".rc-column").count() < 16
    assert page.locator("*").count() < 3000
    scroller = page.locator(".rc-scroll")
    scroller.evaluate("one => { one.scrollLeft = one.scrollWidth }")
    expect(page.get_by_role("group", name=re.compile("医生40"))).to_be_visible()
    assert page.locator(".rc-column").count() < 16
    shoot(page, "calendar forty scrolled")


def test_days_views_zoom_and_what_did_not_take_place(lab: Lab):
    page = lab.open("calendar-week")
    expect(page.locator(".rc-column-head")).to_have_count(7)
    page.keyboard.press("]")
    expect(page.locator(".rc-date")).to_contain_text("11月23日")
    page.keyboard.press("t")
    expect(page.locator(".rc-date")).to_contain_text("11月16日")
    page.keyboard.press("1")
    expect(page.locator(".rc-date")).to_have_text("11月21日星期六")
    first = page.locator("[data-booking]").first
    height = first.bounding_box()["height"]
    page.get_by_role("button", name="放大").click()
    assert first.bounding_box()["height"] > height
    before = page.locator("[data-booking]").count()
    page.get_by_role("button", name="显示", exact=True).click()
    page.get_by_label("显示取消与爽约").check()
    expect(page.locator(".rc-noshow[data-booking], .rc-cancelled[data-booking]").first).to_be_visible()
    assert page.locator("[data-booking]").count() > before


def test_a_day_is_printed_on_one_sheet_for_each_column(lab: Lab):
    page = lab.open("calendar-day")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="打印日程单").click()
    page.emulate_media(media="print")
    expect(page.locator(".day-sheet").first).to_be_visible()
    expect(page.locator(".rc-scroll")).to_be_hidden()
    sheets = page.locator(".day-sheet").count()
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == sheets
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".day-sheet")).to_have_count(0)


def test_no_lab_is_in_the_app_that_customers_get(visit: Visit):
    page = visit.signed_in("jingan.desk1")
    page.goto("/lab")
    expect(page.get_by_text("没有这个页面")).to_be_visible()
