"""A real server with the demo chains, and Debian's Chromium, for the tests of the web app.

PEONY_WEB_SERVER and PEONY_WEB_PEOPLE name a server that runs already and its demo.json, for trying tests by hand.
"""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
ARTIFACTS = ROOT / ".artifacts" / "web"
LOG = ROOT / ".artifacts" / f"web-server-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}.log"

# What a browser says of an answer with such a status; whether that answer is right is what the tests look at.
EXPECTED_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (401|403|404|409|410|412|422)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Under xdist every worker has a server and a browser of its own. The tests of a file go to one worker, in their order; those that
    only look at pages go to whoever is free."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent) and item.path.name != "test_pages.py":
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@dataclass
class Server:
    url: str
    people: list[dict]

    def password(self, user: str, tenant: str = "yueyan") -> str:
        return next(person["password"] for person in self.people if (person["user"], person["tenant"]) == (user, tenant))

    def call(self, method: str, path: str, token: str = "", body: dict | None = None, version: int | None = None, key: str = "") -> tuple[int, dict]:
        """Calls the API without a browser."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if key:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else {}
        except urllib.error.HTTPError as error:
            text = error.read()
            return error.code, json.loads(text) if text else {}

    def token(self, user: str, tenant: str = "yueyan") -> str:
        body = {"tenant": tenant, "user": user, "password": self.password(user, tenant)}
        status, answer = self.call("POST", "/v1/sessions", body=body)
        assert status == 201, answer
        return answer["token"]


def free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    if os.environ.get("PEONY_WEB_SERVER"):
        yield Server(os.environ["PEONY_WEB_SERVER"], json.loads(Path(os.environ["PEONY_WEB_PEOPLE"]).read_text()))
        return
    binary = Path(os.environ.get("PEONY_BINARY", ROOT / ".build/debug/peony"))
    if not binary.exists():
        reason = f"{binary} is not built: there is no server to drive"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    data = tmp_path_factory.mktemp("web") / "data"
    # PostgreSQL runs as somebody else when we are root, and has to reach its folder.
    for parent in [data.parent, data.parent.parent, data.parent.parent.parent]:
        if os.geteuid() == 0 and parent != Path("/tmp"):
            parent.chmod(0o711)
    port, admin = free_ports()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PEONY_BINARY": str(binary), "PEONY_ADMIN_PORT": str(admin)}
    LOG.parent.mkdir(exist_ok=True)
    command = [ROOT / "scripts/run", "--data", data, "--port", str(port), "--customers", "600", "--tenants", "2"]
    with LOG.open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process)
        yield Server(url, json.loads((data / "demo.json").read_text(encoding="utf-8")))
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def wait_until_ready(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url + "/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not come up:\n{LOG.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium")
    if not path:
        pytest.fail("chromium is not installed") if os.environ.get("CI") else pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


# What should appear is waited for, on whatever machine this is; how fast it comes is not tested here.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def states():
    """Cookies by person: everybody signs in once."""
    return {}


class Traffic:
    """What a page has asked for and not got. Its stream of changes stays open, so the network is never idle by Playwright's own measure."""

    pages: dict[Page, "Traffic"] = {}

    def __init__(self, page: Page):
        self.open: set[Request] = set()
        page.on("request", self.began)
        page.on("requestfinished", self.ended)
        page.on("requestfailed", self.ended)
        page.on("close", lambda page: Traffic.pages.pop(page, None))

    def began(self, request: Request) -> None:
        if request.resource_type != "eventsource":
            self.open.add(request)

    def ended(self, request: Request) -> None:
        self.open.discard(request)

    @staticmethod
    def of(page: Page) -> "Traffic":
        if page not in Traffic.pages:
            Traffic.pages[page] = Traffic(page)
        return Traffic.pages[page]

    def rest(self, page: Page, quiet: float = 0.4, patience: float = 60) -> None:
        """Waits until nothing has been on its way for a moment."""
        deadline = time.monotonic() + patience
        since = time.monotonic()
        while time.monotonic() - since < quiet:
            assert time.monotonic() < deadline, [request.url for request in self.open]
            page.wait_for_timeout(50)
            if self.open:
                since = time.monotonic()


class Visit:
    """Browsers of one test. Whatever a console or the content policy complains about fails it at the end."""

    def __init__(self, browser: Browser, server: Server, states: dict):
        self.browser, self.server, self.states = browser, server, states
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(self, language: str = "zh", size: tuple[int, int] = (1440, 900), state: dict | None = None, touch: bool = False) -> Page:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN" if language == "zh" else "en-GB", base_url=self.server.url,
            timezone_id="Asia/Shanghai", storage_state=state, has_touch=touch, reduced_motion="reduce")
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", self.heard)
        Traffic.of(page)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not EXPECTED_STATUS.match(message.text):
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def signed_in(self, user: str, tenant: str = "yueyan", **options) -> Page:
        """A page of somebody, at its landing page. His session is made once and used again."""
        key = (user, tenant)
        if key not in self.states:
            page = self.page()
            sign_in(page, user, self.server.password(user, tenant), tenant)
            self.states[key] = page.context.storage_state()
        page = self.page(state=self.states[key], **options)
        page.goto("/")
        page.locator(".shell").wait_for()
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def sign_in(page: Page, user: str, password: str, tenant: str = "yueyan") -> None:
    page.goto("/sign-in")
    page.get_by_label("机构代码").fill(tenant)
    page.get_by_label("账号", exact=True).fill(user)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator(".shell").wait_for()


@pytest.fixture
def visit(browser, server, states):
    visit = Visit(browser, server, states)
    yield visit
    visit.close()
    assert not visit.complaints, visit.complaints


@pytest.fixture
def fresh(browser, server):
    """Like `visit`, for tests that end sessions: what they sign in is not shared."""
    visit = Visit(browser, server, {})
    yield visit
    visit.close()
    assert not visit.complaints, visit.complaints
