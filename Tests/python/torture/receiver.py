"""Listens for webhooks and keeps what they tell."""
from __future__ import annotations

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .verdict import Told


class Receiver:
    """One listener on loopback; each tenant has a path and a secret of its own."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.secrets: dict[str, str] = {}
        self.wrong: list[str] = []
        self.deliveries = 0
        lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                tenant = self.path.strip("/")
                signature = dict(part.split("=", 1) for part in self.headers.get("peony-signature", "").split(",") if "=" in part)
                secret = receiver.secrets.get(tenant, "")
                proof = hmac.new(secret.encode(), f"{signature.get('t', '')}.".encode() + body, hashlib.sha256).hexdigest()
                with lock:
                    receiver.deliveries += 1
                    if not hmac.compare_digest(proof, signature.get("v1", "")):
                        receiver.wrong.append(f"webhook: a message to {tenant} is not signed with its secret")
                    message = json.loads(body)
                    told = Told(message["id"], message["type"], message["object"]["id"], message["occurredAt"])
                    receiver.told.append(told)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
