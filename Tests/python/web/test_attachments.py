"""A customer's pictures and files: brought by drop, shown and opened for a purpose, taken away; what a picture tells besides itself is gone."""
import io
import uuid

from PIL import Image
from playwright.sync_api import expect

from .conftest import Server, Visit
from .test_pages import accessible, settle, shoot, sound


def snapshot() -> bytes:
    """A picture as a telephone takes it: on its side, with a place, a day and a camera."""
    picture = Image.new("RGB", (640, 480), (222, 184, 160))
    for x in range(200, 440):
        for y in range(160, 320):
            picture.putpixel((x, y), (196, 120, 110))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CanaryCam"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (31.0, 14.0, 15.0), "E", (121.0, 29.0, 1.0)
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, comment=b"CanaryComment")
    return file.getvalue()


def patient_of(server: Server, doctor: str) -> str:
    status, answer = server.call("GET", "/v1/customers?limit=1", server.token(doctor))
    assert status == 200 and answer["data"], answer
    return answer["data"][0]["id"]


def test_pictures_are_brought_shown_opened_and_taken_away(visit: Visit, server: Server):
    customer = patient_of(server, "jingan.doctor1")
    mark = uuid.uuid4().hex[:8]
    page = visit.signed_in("jingan.doctor1")
    page.goto(f"/customers/{customer}?tab=files")
    settle(page)
    sound(page, "files")
    page.get_by_label("类别").select_option("before")
    page.get_by_label("说明").fill("术前 " + mark)
    page.locator("input[type=file]").set_input_files({"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": snapshot()})
    tile = page.get_by_role("listitem").filter(has_text=mark)
    expect(tile).to_contain_text("术前照")
    page.get_by_role("button", name="显示照片").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("用途").select_option("术前术后对比")
    accessible(page, "purpose of files")
    dialog.get_by_role("button", name="打开").click()
    expect(tile.get_by_role("img")).to_be_visible()
    # It is decoded, upright.
    assert tile.get_by_role("img").evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])") == [480, 640]
    settle(page)
    accessible(page, "files")
    shoot(page, "customer files")
    tile.get_by_role("button", name="打开").click()
    dialog.get_by_label("用途").select_option("other")
    dialog.get_by_label("请写明用途").fill("会诊")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="打开").click()
    assert download.value.suggested_filename.startswith("before-")
    content = download.value.path().read_bytes()
    assert b"Canary" not in content
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert picture.size == (640, 480)
        assert dict(picture.getexif()) == {0x0112: 6}
    tile.get_by_role("button", name="删除").click()
    dialog.get_by_role("button", name="删除").click()
    expect(tile).to_have_count(0)
    page.get_by_role("tab", name="时间轴").click()
    expect(page.get_by_text("删除照片或文件").first).to_be_visible()


def test_what_is_no_picture_is_refused_in_words(visit: Visit, server: Server):
    customer = patient_of(server, "jingan.doctor1")
    page = visit.signed_in("jingan.doctor1")
    page.goto(f"/customers/{customer}?tab=files")
    settle(page)
    page.locator("input[type=file]").set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": snapshot()[:900]})
    expect(page.get_by_text("文件不完整，或内容与类型不符")).to_be_visible()
    page.locator("input[type=file]").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"<svg onload='alert(1)'/>"})
    expect(page.get_by_text("只接受 JPEG、PNG、WebP 图片").first).to_be_visible()
    page.locator("input[type=file]").set_input_files({"name": "x.heic", "mimeType": "image/heic", "buffer": b"x"})
    expect(page.get_by_text("文件类型不符")).to_be_visible()
    # The refusals, in the console's words.
    visit.complaints[:] = [line for line in visit.complaints if "415" not in line and "422" not in line]
