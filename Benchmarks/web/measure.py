#!/usr/bin/env python3
"""Measures the web app in Debian's Chromium: first paint, interactions, memory. Entered by harness/web.py; also by hand against any server.

usage: measure.py --url http://127.0.0.1:8080 --people DIR/demo.json --tenant yueyan [--repeats 3] [--navigations 200]

Prints JSON: a list of {what, value, unit, goal}. Nothing is asserted: a browser shares the machine with the server that it looks at.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Kept by the page itself, from its first moment on.
WATCH = """
window.peonyBench = { lcp: 0, events: [] };
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.peonyBench.lcp = one.startTime; })
  .observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => { for (const one of list.getEntries()) if (one.interactionId) window.peonyBench.events.push(one.duration); })
  .observe({ type: 'event', durationThreshold: 16, buffered: true });
"""
# The times between frames while something scrolls by itself, in milliseconds, the longest last.
SCROLL = """
(grid) => new Promise((done) => {
  const frames = [];
  let last = performance.now(), left = 240;
  const frame = (now) => {
    frames.push(now - last);
    last = now;
    grid.scrollTop += 90;
    left -= 1;
    if (left > 0) requestAnimationFrame(frame); else done(frames.sort((one, other) => one - other));
  };
  requestAnimationFrame(frame);
})
"""
PAGES = {"chain_director": ["/today", "/customers", "/people"], "compliance_officer": ["/alerts", "/audit"]}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--people", required=True, type=Path)
    parser.add_argument("--tenant", required=True)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--navigations", type=int, default=200)
    return parser.parse_args()


class Bench:
    def __init__(self, browser: Browser, options: argparse.Namespace) -> None:
        self.browser, self.options = browser, options
        self.people = [one for one in json.loads(options.people.read_text()) if one["tenant"] == options.tenant]
        self.states: dict[str, dict] = {}
        self.lines: list[dict] = []

    def add(self, what: str, value: float | None, unit: str, goal: str = "") -> None:
        self.lines.append({"what": what, "value": None if value is None else round(value, 2), "unit": unit, "goal": goal})

    def context(self, role: str) -> BrowserContext:
        """A browser with an empty cache, in which somebody of a role is signed in."""
        if role not in self.states:
            self.states[role] = self.sign_in(role)
        return self.fresh(self.states[role])

    def fresh(self, state: dict | None) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.options.url, viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai", storage_state=state)
        context.set_default_timeout(60_000)
        context.add_init_script(WATCH)
        return context

    def sign_in(self, role: str) -> dict:
        person = next((one for one in self.people if one["role"] == role), None)
        if person is None:
            raise SystemExit(f"demo.json has no {role} of {self.options.tenant}")
        context = self.fresh(None)
        page = opened(context)
        page.goto("/sign-in")
        page.get_by_label("机构代码").fill(person["tenant"])
        page.get_by_label("账号", exact=True).fill(person["user"])
        page.get_by_label("密码", exact=True).fill(person["password"])
        page.get_by_role("button", name="登录", exact=True).click()
        page.locator(".shell").wait_for()
        state = context.storage_state()
        context.close()
        return state

    def paints(self) -> None:
        """Largest contentful paint of each page: with an empty cache, and once more with what the browser kept."""
        for role, paths in PAGES.items():
            for path in paths:
                cold, warm = [], []
                for _ in range(self.options.repeats):
                    context = self.context(role)
                    page = opened(context)
                    for times in (cold, warm):
                        page.goto(path)
                        rest(page)
                        times.append(page.evaluate("window.peonyBench.lcp") / 1000)
                    context.close()
                self.add(f"LCP {path}, cold", statistics.median(cold), "s", "≤ 1.0")
                self.add(f"LCP {path}, warm", statistics.median(warm), "s", "≤ 0.5")

    def interactions(self) -> None:
        """What somebody does with the list, by keys and pointer; the browser's own event timing of each."""
        context = self.context("chain_director")
        page = opened(context)
        page.goto("/customers")
        rest(page)
        grid = page.get_by_role("grid")
        frames = grid.evaluate(SCROLL)
        self.add("list: a frame while it scrolls, p95", frames[len(frames) * 95 // 100], "ms", "≤ 50")
        self.add("list: the longest frame while it scrolls", frames[-1], "ms")
        rest(page)
        self.worst(page, "list: keys through it", lambda: self.walk(page))
        self.worst(page, "list: a filter", lambda: self.filter(page))
        self.worst(page, "list: typing a search", lambda: self.search(page))
        self.worst(page, "list: one beside it", lambda: self.peek(page))
        began = time.monotonic()
        self.worst(page, "360: opened and through its tabs", lambda: self.record(page))
        self.add("360: opened and through its tabs, all together", time.monotonic() - began, "s")
        context.close()

    def worst(self, page: Page, what: str, act) -> None:
        page.evaluate("window.peonyBench.events.length = 0")
        act()
        rest(page)
        # Interactions shorter than the observer's threshold of 16 ms leave no entry.
        durations = sorted(page.evaluate("window.peonyBench.events"))
        self.add(f"{what}, worst of {len(durations)} above 16 ms", durations[-1] if durations else 16, "ms", "≤ 200")

    @staticmethod
    def walk(page: Page) -> None:
        page.get_by_role("grid").focus()
        for key in ["Home", *["PageDown"] * 15, *["j"] * 15, "End", "Home"]:
            page.keyboard.press(key)
            page.wait_for_timeout(30)

    @staticmethod
    def filter(page: Page) -> None:
        page.get_by_role("button", name="筛选").click()
        page.get_by_role("menuitem", name="会员等级").click()
        page.get_by_label("金卡").check()
        page.keyboard.press("Escape")
        rest(page)
        page.locator(".chip-close").first.click()

    @staticmethod
    def search(page: Page) -> None:
        box = page.get_by_role("searchbox")
        box.click()
        box.press_sequentially("wangf", delay=60)
        rest(page)
        box.fill("")

    @staticmethod
    def peek(page: Page) -> None:
        rest(page)
        page.get_by_role("grid").focus()
        for key in ["Home", "Enter", "j", "j", "j", "Escape"]:
            page.keyboard.press(key)
            page.wait_for_timeout(120)

    @staticmethod
    def record(page: Page) -> None:
        page.get_by_role("grid").focus()
        page.keyboard.press("Control+Enter")
        page.get_by_role("tab").first.wait_for()
        rest(page)
        for index in range(page.get_by_role("tab").count()):
            page.get_by_role("tab").nth(index).click()
            rest(page)

    def memory(self) -> None:
        """The JavaScript heap after garbage was collected: after ten steps through the app, and at the end of all."""
        context = self.context("chain_director")
        page = opened(context)
        page.goto("/customers")
        rest(page)
        session = context.new_cdp_session(page)
        session.send("HeapProfiler.enable")
        paths = page.locator(".side a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")

        def heap() -> float:
            session.send("HeapProfiler.collectGarbage")
            return session.send("Runtime.getHeapUsage")["usedSize"] / (1 << 20)

        early = None
        for number in range(self.options.navigations):
            page.locator(f'.side a[href="{paths[number % len(paths)]}"]').click()
            rest(page, quiet=0.05)
            if number == len(paths):
                early = heap()
        goal = "≤ 60" if self.options.navigations >= 200 else ""
        self.add(f"heap after each page once ({len(paths)})", early, "MiB")
        self.add(f"heap after {self.options.navigations} navigations", heap(), "MiB", goal)
        self.add("elements in the document then", page.locator("*").count(), "", "≤ 3,000")
        context.close()


UNDERWAY: dict[Page, set] = {}


def opened(context: BrowserContext) -> Page:
    """A page whose requests are known from its first one on."""
    page = context.new_page()
    underway = UNDERWAY[page] = set()
    page.on("request", lambda one: underway.add(one) if one.resource_type != "eventsource" else None)
    for name in ("requestfinished", "requestfailed"):
        page.on(name, lambda one: underway.discard(one))
    return page


def rest(page: Page, quiet: float = 0.25, patience: float = 60) -> None:
    """Waits until no request of the page but its stream of changes has been on its way for a moment."""
    end = time.monotonic() + patience
    since = time.monotonic()
    while time.monotonic() - since < quiet:
        page.wait_for_timeout(20)
        if UNDERWAY[page]:
            since = time.monotonic()
        if time.monotonic() > end:
            raise RuntimeError(f"{page.url} does not come to rest")
    page.locator(".skeleton").first.wait_for(state="detached")


def main() -> int:
    options = arguments()
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        bench = Bench(browser, options)
        for measure in (bench.paints, bench.interactions, bench.memory):
            measure()
        browser.close()
    json.dump(bench.lines, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
