"""Two-step sign-in from its set-up to its end, by what a phone's camera sees on the screen."""
import base64
import hmac
import io
import time
from urllib.parse import parse_qs, unquote, urlsplit

from PIL import Image
from playwright.sync_api import expect
from pyzbar.pyzbar import decode

from .conftest import Server, Visit
from .test_trust import looked_at


class Authenticator:
    """RFC 6238, never giving the same code twice: the server takes one step around its own, each once."""

    def __init__(self, secret: str):
        self.secret = base64.b32decode(secret)
        self.step = int(time.time()) // 30 - 2

    def code(self) -> str:
        self.step = max(self.step + 1, int(time.time()) // 30 - 1)
        mac = hmac.digest(self.secret, self.step.to_bytes(8, "big"), "sha1")
        offset = mac[19] & 15
        return f"{(int.from_bytes(mac[offset:offset + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def test_an_authenticator_is_set_up_by_camera_and_asked_for_from_then_on(fresh: Visit, server: Server):
    user = "jingan.consultant2"
    page = fresh.signed_in(user)
    page.goto("/me")
    page.get_by_role("button", name="启用", exact=True).click()
    dialog = page.get_by_role("dialog", name="设置验证器")
    picture = dialog.get_by_role("img", name="验证器二维码")
    expect(picture).to_be_visible()
    looked_at(page, "authenticator code")
    (seen,) = decode(Image.open(io.BytesIO(picture.screenshot())))
    uri = urlsplit(seen.data.decode())
    assert (uri.scheme, uri.netloc, unquote(uri.path)) == ("otpauth", "totp", f"/Peony yueyan:{user}")
    (secret,) = parse_qs(uri.query)["secret"]
    phone = Authenticator(secret)
    dialog.get_by_role("button", name="下一步").click()
    dialog.get_by_label("验证器里的 6 位数字").fill(phone.code())
    dialog.get_by_role("button", name="确认启用").click()
    codes = page.get_by_role("dialog", name="恢复码")
    expect(codes).to_be_visible()
    codes.get_by_role("button", name="我已收好").click()

    again = fresh.page()
    again.goto("/sign-in")
    again.get_by_label("机构代码").fill("yueyan")
    again.get_by_label("账号", exact=True).fill(user)
    again.get_by_label("密码", exact=True).fill(server.password(user))
    again.get_by_role("button", name="登录", exact=True).click()
    again.get_by_label("验证器里的 6 位数字，或一个恢复码").fill(phone.code())
    again.get_by_role("button", name="验证并登录").click()
    again.locator(".shell").wait_for()

    again.goto("/me")
    again.get_by_role("button", name="移除", exact=True).click()
    removal = again.get_by_role("dialog", name="移除验证器")
    removal.get_by_label("密码", exact=True).fill(server.password(user))
    removal.get_by_label("验证器里的 6 位数字").fill(phone.code())
    removal.get_by_role("button", name="移除", exact=True).click()
    expect(removal).to_have_count(0)
    expect(again.get_by_role("button", name="启用", exact=True)).to_be_visible()
