"""What others change is seen without asking: in place where nothing moves, by a word where rows come or go."""
import re

from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_flows import a_customer
from .test_pages import settle, shoot


def test_a_colleagues_change_is_seen_in_place_and_a_new_customer_waits_to_be_shown(visit: Visit, server: Server):
    customer = a_customer(server)
    token = server.token("jingan.desk2")
    page = visit.signed_in("jingan.desk1")
    with page.expect_response(re.compile("/v1/stream$")):
        page.goto("/customers")
    settle(page)
    row = page.get_by_role("row").filter(has_text=customer["name"])
    expect(row).to_have_count(1)
    status, seen = server.call("GET", f"/v1/customers/{customer['id']}", token)
    assert status == 200
    renamed = customer["name"] + "改"
    status, answer = server.call("PATCH", f"/v1/customers/{customer['id']}", token, {"name": renamed}, seen["version"])
    assert status == 200, answer
    expect(page.get_by_role("row").filter(has_text=renamed)).to_have_count(1)

    other = a_customer(server)
    word = page.get_by_role("button", name="有更新，点此刷新")
    expect(word).to_be_visible()
    shoot(page, "live list")
    expect(page.get_by_role("row").filter(has_text=other["name"])).to_have_count(0)
    word.click()
    expect(page.get_by_role("row").filter(has_text=other["name"])).to_have_count(1)
    expect(word).to_have_count(0)


def test_an_alert_that_a_colleague_took_leaves_the_list_when_one_asks(visit: Visit, server: Server):
    page = visit.signed_in("compliance")
    with page.expect_response(re.compile("/v1/stream$")):
        page.goto("/alerts")
    settle(page)
    token = server.token("compliance")
    status, open_ones = server.call("GET", "/v1/alerts?filter%5Bstate%5D=open&limit=1", token)
    assert status == 200 and open_ones["data"], open_ones
    # The grid draws what is in sight, and says how many there are.
    grid = page.get_by_role("grid")
    before = int(grid.get_attribute("aria-rowcount"))
    status, answer = server.call("POST", f"/v1/alerts/{open_ones['data'][0]['id']}/acknowledgement", token, {"note": "已知情"})
    assert status == 200, answer
    page.get_by_role("button", name="有更新，点此刷新").click()
    expect(grid).to_have_attribute("aria-rowcount", str(before - 1))


def test_a_page_behind_the_lock_screen_hears_nothing(visit: Visit, server: Server):
    page = visit.signed_in("jingan.desk1")
    opened = []
    page.on("request", lambda request: opened.append(request) if request.url.endswith("/v1/stream") else None)
    with page.expect_response(re.compile("/v1/stream$")):
        page.goto("/customers")
    # Keys are bound when the page stands, which may be after its stream.
    settle(page)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/v1/stream")):
        page.keyboard.press("Alt+l")
    expect(page.get_by_role("heading", name="已锁屏")).to_be_visible()
    assert len(opened) == 1
