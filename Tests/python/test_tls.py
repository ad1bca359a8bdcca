"""TLS by the server itself, with certificate files, seen by Python's own client."""
import http.client
import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import PROGRAM, Server


def certificate(folder: Path, name: str) -> None:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1",
        "-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    (folder / "key.pem").chmod(0o600)


class Encrypted(Server):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        certificate(folder, "first")
        super().__init__(
            folder / "data", customers=20,
            PEONY_TLS_CERTIFICATE=str(folder / "certificate.pem"), PEONY_TLS_KEY=str(folder / "key.pem"),
        )  # fmt: skip

    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))

    def connection(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=self.context())

    def wait(self) -> None:
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                connection = self.connection()
                connection.request("GET", "/ready")
                if connection.getresponse().status == 200:
                    return
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.2)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def process_id(self) -> int:
        """The server's own, beside that of the script."""
        return int((self.directory / "run.lock").read_text(encoding="utf-8").split()[-1].rstrip(")"))

    def name(self) -> str:
        """Whose certificate a new connection is shown."""
        unchecked = ssl.create_default_context()
        unchecked.check_hostname = False
        unchecked.verify_mode = ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as raw, unchecked.wrap_socket(raw) as tls:
            shown = tls.getpeercert(binary_form=True)
        for name in ("first", "second"):
            if shown and name.encode() in shown:
                return name
        return ""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypted]:
    running = Encrypted(tmp_path_factory.mktemp("served"))
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def test_requests_and_answers_of_any_size_on_one_connection(server: Encrypted) -> None:
    connection = server.connection()
    for path in ["/health", "/v1/openapi.json", "/docs", "/health"]:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200
        assert len(answer.read()) == int(answer.headers["Content-Length"])
    connection.request("POST", "/v1/sessions", body=b"{" + b" " * 900_000, headers={"Content-Type": "application/json"})
    answer = connection.getresponse()
    assert answer.status == 400
    assert answer.read()


def test_it_speaks_1_2_and_1_3_and_nothing_older(server: Encrypted) -> None:
    for version, name in [(ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")]:
        context = server.context()
        context.minimum_version = context.maximum_version = version
        context.set_alpn_protocols(["h2", "http/1.1"])
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
            with context.wrap_socket(raw, server_hostname="127.0.0.1") as tls:
                assert tls.version() == name
                assert tls.selected_alpn_protocol() == "http/1.1"
                cipher = tls.cipher()
                assert cipher and ("GCM" in cipher[0] or "CHACHA20" in cipher[0])
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname = False
    old.verify_mode = ssl.CERT_NONE
    old.minimum_version = ssl.TLSVersion.TLSv1
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw, pytest.raises((ssl.SSLError, OSError)):
        old.wrap_socket(raw)


def test_what_is_no_tls_gets_no_answer(server: Encrypted) -> None:
    for text in [b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n", os.urandom(4000), b"\x16\x03\x01\xff\xff"]:
        with socket.create_connection(("127.0.0.1", server.port), timeout=15) as raw:
            raw.sendall(text)
            received = b""
            try:
                while piece := raw.recv(4096):
                    received += piece
            except OSError:
                pass
            assert b"HTTP" not in received
    connection = server.connection()
    connection.request("GET", "/health")
    assert connection.getresponse().status == 200


def test_a_renewed_certificate_is_shown_without_a_restart(server: Encrypted) -> None:
    assert server.name() == "first"
    kept = server.connection()
    kept.request("GET", "/health")
    assert kept.getresponse().read() == b"ok\n"
    certificate(server.folder, "second")
    os.kill(server.process_id(), signal.SIGHUP)
    deadline = time.monotonic() + 60
    while server.name() != "second" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.name() == "second"
    # A connection that was open goes on.
    kept.request("GET", "/health")
    assert kept.getresponse().read() == b"ok\n"
    # Files that do not fit change nothing.
    (server.folder / "key.pem").write_text("no key", encoding="utf-8")
    os.kill(server.process_id(), signal.SIGHUP)
    deadline = time.monotonic() + 60
    while "TLS certificate not read" not in server.log.read_text(encoding="utf-8") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.name() == "second"


def test_a_key_that_everybody_reads_or_that_is_another_s_is_refused(tmp_path: Path) -> None:
    if PROGRAM is None:
        pytest.skip("no program is built")
    certificate(tmp_path, "first")
    other = tmp_path / "other"
    other.mkdir()
    certificate(other, "second")

    def refusal(key: Path) -> str:
        command = [
            str(PROGRAM), "serve", "--data", str(tmp_path), "--tls-certificate", str(tmp_path / "certificate.pem"),
            "--tls-key", str(key),
        ]  # fmt: skip
        result = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert result.returncode != 0
        return result.stderr

    assert "does not belong" in refusal(other / "key.pem")
    assert "cannot be read" in refusal(tmp_path / "nothing.pem")
    (tmp_path / "key.pem").chmod(0o644)
    assert "read by everybody" in refusal(tmp_path / "key.pem")
