"""Opens what Peony sealed (Sources/Vault): 0xE1 ‖ suite ‖ key version ‖ nonce ‖ ciphertext ‖ tag, AES-256-GCM."""

from __future__ import annotations

import hashlib
import hmac
from struct import pack, unpack_from
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def _part(data: bytes) -> bytes:
    return pack(">I", len(data)) + data


def _derive(key: bytes, label: str) -> bytes:
    extracted = hmac.digest(bytes(32), key, hashlib.sha256)
    return hmac.digest(extracted, _part(label.encode()) + b"\x01", hashlib.sha256)


def _open(key: AESGCM, envelope: bytes, place: bytes) -> bytes:
    associated = place + _part(envelope[1:2]) + _part(envelope[2:6])
    padded = key.decrypt(envelope[6:18], envelope[18:], associated)
    return padded[4 : 4 + unpack_from(">I", padded)[0]]


def _share(root: bytes, tenant: bytes, customer: bytes, slot: str) -> bytes:
    """The half of a customer's key that lies outside the database (Sources/Vault/Shares)."""
    leaf = int.from_bytes(hashlib.sha256(b"peony share place" + tenant + customer + slot.encode()).digest()[:8], "big")
    for shift in range(62, -1, -2):
        root = hashlib.sha256(root + b"peony share" + bytes([leaf >> shift & 3])).digest()
    return root


class Keys:
    """A tenant's keys, and its customers' keys as they are needed, at most so many as Peony keeps."""

    LIMIT = 20_000

    def __init__(self, root: str, shares: str, tenant: str, wrapped: dict[str, str]) -> None:
        self.shares = bytes.fromhex(shares)
        self.id = UUID(tenant).bytes
        self.tenant = _part(UUID(tenant).bytes)
        wrapping = AESGCM(_derive(bytes.fromhex(root), "peony root wrap"))
        self.data: dict[int, bytes] = {}
        for version, envelope in wrapped.items():
            place = self.tenant + _part(b"tenant_key") + _part(f"data {version}".encode()) + self.tenant
            self.data[int(version)] = _open(wrapping, bytes.fromhex(envelope), place)
        self.opened: dict[tuple[bytes, str], AESGCM] = {}

    def customer(self, slot: str, wrapped: bytes, row: bytes) -> AESGCM:
        key = self.opened.get((row, slot))
        if key is None:
            version = unpack_from(">I", wrapped, 2)[0]
            share = _share(self.shares, self.id, row, slot)
            wrapping = AESGCM(_derive(hmac.digest(self.data[version], share, hashlib.sha256), "peony customer wrap"))
            key = AESGCM(_open(wrapping, wrapped, self.place(f"{slot}_key", row)))
            if len(self.opened) >= self.LIMIT:
                self.opened.clear()
            self.opened[(row, slot)] = key
        return key

    def place(self, column: str, row: bytes) -> bytes:
        return self.tenant + _part(b"app.customer") + _part(column.encode()) + _part(row)

    def cell(self, slot: str, wrapped: bytes, column: str, row: bytes, envelope: bytes) -> str:
        return _open(self.customer(slot, wrapped, row), envelope, self.place(column, row)).decode()
