#!/usr/bin/env python3
"""Known answers for Vault, computed by an implementation that shares no code with it.

Python's `cryptography`, the pure-Python `gmssl` (3.2, for SM2, SM3 and SM4) and the standard library, written from the formats in
the design; nothing is random, so that running it again changes no file. Usage: make.py (writes its JSON files beside itself).
"""
import base64
import hashlib
import hmac
import json
import pathlib
import struct
import unicodedata
import uuid

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from gmssl import sm2, sm3
from gmssl.sm4 import SM4_ENCRYPT, CryptSM4

HERE = pathlib.Path(__file__).parent


def fixed(label: str, count: int) -> bytes:
    return hashlib.shake_256(label.encode()).digest(count)


def part(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def identifier(label: str) -> uuid.UUID:
    return uuid.UUID(bytes=fixed(label, 16))


# Envelopes

def padded(plaintext: bytes) -> bytes:
    data = part(plaintext)
    size = next((s for s in (32, 64, 128, 256, 512) if len(data) <= s), -(-len(data) // 512) * 512)
    return data.ljust(size, b"\0")


def associated(tenant, table, column, row, suite, version) -> bytes:
    parts = [tenant.bytes, table.encode(), column.encode(), row.bytes, bytes([suite]), struct.pack(">I", version)]
    return b"".join(map(part, parts))


def seal(key, version, nonce, plaintext, tenant, table, column, row) -> bytes:
    sealed = AESGCM(key).encrypt(nonce, padded(plaintext), associated(tenant, table, column, row, 1, version))
    return b"\xe1\x01" + struct.pack(">I", version) + nonce + sealed


def hkdf(key: bytes, label: str, *context: bytes) -> bytes:
    info = b"".join(map(part, (label.encode(), *context)))
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(key)


# Commercial cryptography: SM3, SM4 and SM2 of `gmssl`, which shares nothing with libcrypto.

def hash_sm3(message: bytes) -> bytes:
    return bytes.fromhex(sm3.sm3_hash(list(message)))


def mac_sm3(key: bytes, message: bytes) -> bytes:
    block = (hash_sm3(key) if len(key) > 64 else key).ljust(64, b"\0")
    inner = hash_sm3(bytes(b ^ 0x36 for b in block) + message)
    return hash_sm3(bytes(b ^ 0x5C for b in block) + inner)


def hkdf_sm3(key: bytes, label: str, *context: bytes) -> bytes:
    info = b"".join(map(part, (label.encode(), *context)))
    return mac_sm3(mac_sm3(b"\0" * 32, key), info + b"\1")


def sm4_block(key: bytes, block: bytes) -> bytes:
    cipher = CryptSM4()
    cipher.set_key(key, SM4_ENCRYPT)
    return bytes(cipher.one_round(cipher.sk, list(block)))


def sm4_ctr(key: bytes, iv: bytes, text: bytes) -> bytes:
    stream, counter = b"", int.from_bytes(iv, "big")
    while len(stream) < len(text):
        stream += sm4_block(key, counter.to_bytes(16, "big"))
        counter = (counter + 1) % (1 << 128)
    return bytes(a ^ b for a, b in zip(text, stream))


def seal_sm(key, version, iv, plaintext, tenant, table, column, row, text=None) -> bytes:
    place = associated(tenant, table, column, row, 2, version)
    sealed = sm4_ctr(hkdf_sm3(key, "peony sm4-ctr")[:16], iv, padded(plaintext) if text is None else text)
    tag = mac_sm3(hkdf_sm3(key, "peony hmac-sm3"), part(place) + iv + sealed)
    return b"\xe1\x02" + struct.pack(">I", version) + iv + sealed + tag


SM2_ORDER = int(sm2.default_ecc_table["n"], 16)


def sm2_scalar(seed: bytes) -> bytes:
    for number in range(128):
        scalar = hkdf(seed, "peony sm2 scalar", struct.pack(">I", number))
        if 1 <= int.from_bytes(scalar, "big") <= SM2_ORDER - 2:
            return scalar
    raise ValueError("no scalar")


def sm2_public(scalar: bytes) -> bytes:
    signer = sm2.CryptSM2(private_key=scalar.hex(), public_key="")
    return bytes.fromhex(signer._kg(int(scalar.hex(), 16), sm2.default_ecc_table["g"]))


def sm2_digest(public: bytes, message: bytes, identifier=b"1234567812345678") -> bytes:
    """e of GB/T 32918.2: SM3(Z ‖ M), Z over the identifier, the curve, its generator and the public key."""
    table = sm2.default_ecc_table
    z = hash_sm3(struct.pack(">H", len(identifier) * 8) + identifier
                 + bytes.fromhex(table["a"] + table["b"] + table["g"]) + public)
    return hash_sm3(z + message)


def sm2_sign(scalar: bytes, message: bytes, nonce: bytes) -> bytes:
    public = sm2_public(scalar)
    signer = sm2.CryptSM2(private_key=scalar.hex(), public_key=public.hex())
    digest = sm2_digest(public, message)
    signature = signer.sign(digest, nonce.hex())
    assert signer.verify(signature, digest)
    return bytes.fromhex(signature)


def commercial():
    # The examples of the standards: GB/T 32905 A.1 and A.2, GB/T 32907 A.1 and A.2, GB/T 32918.5 A.2.
    assert hash_sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hash_sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    assert sm4_block(block, block).hex() == "681edf34d206965e86b3e94f536e4246"
    scalar = bytes.fromhex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
    nonce = bytes.fromhex("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21")
    public, message = sm2_public(scalar), b"message digest"
    assert public.hex() == ("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                            "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13")
    signature = sm2_sign(scalar, message, nonce)
    assert signature.hex() == ("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                               "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")
    signatures = [{"scalar": scalar.hex(), "public": "04" + public.hex(), "message": message.hex(), "signature": signature.hex()}]
    for number in range(4):
        scalar, message = sm2_scalar(fixed(f"sm2 {number}", 32)), fixed(f"sm2 message {number}", number * 50)
        signature = sm2_sign(scalar, message, sm2_scalar(fixed(f"sm2 nonce {number}", 32)))
        signatures.append({"scalar": scalar.hex(), "public": "04" + sm2_public(scalar).hex(), "message": message.hex(),
                           "signature": signature.hex()})
    cases = []
    for number, length in enumerate([0, 1, 28, 29, 124, 252, 509, 1500]):
        key, iv = fixed(f"sm key {number}", 32), fixed(f"sm iv {number}", 16)
        if number == 1:
            iv = b"\xff" * 16  # The counter runs over.
        tenant, row = identifier(f"sm tenant {number}"), identifier(f"sm row {number}")
        version, plaintext = [1, 2, 0xFFFFFFFF, 0][number % 4], fixed(f"sm plaintext {number}", length)
        table, column = [("customer", "name"), ("", "备注")][number % 2]
        cases.append({
            "key": key.hex(), "version": version, "nonce": iv.hex(), "plaintext": plaintext.hex(),
            "tenant": str(tenant), "table": table, "column": column, "row": str(row),
            "envelope": seal_sm(key, version, iv, plaintext, tenant, table, column, row).hex(),
        })
    tenant, row = identifier("sm bad tenant"), identifier("sm bad row")
    bad = [seal_sm(fixed("sm bad", 32), 7, fixed("sm bad iv", 16), b"", tenant, "customer", "name", row, text).hex()
           for text in (part(b"abc") + b"\0" * 24 + b"\1", part(b"abc").ljust(64, b"\0"), b"\xff" * 32)]
    notes = []
    for number, (name, text) in enumerate((("peony.example/audit", "peony.example/audit\n42\nroot\n"), ("芍药", "只有来源\n"))):
        seed = fixed(f"sm2 seed {number}", 32)
        scalar = sm2_scalar(seed)
        public = b"\x04" + sm2_public(scalar)
        signature = sm2_sign(scalar, text.encode(), sm2_scalar(fixed(f"sm2 note nonce {number}", 32)))
        key_hash = hashlib.sha256(name.encode() + b"\n\xffSM2-SM3" + public).digest()[:4]
        notes.append({"name": name, "seed": seed.hex(), "public": public.hex(), "text": text, "signature": signature.hex(),
                      "note": f"{text}\n— {name} {base64.b64encode(key_hash + signature).decode()}\n"})
    key, ctr_key, iv = fixed("sm hmac", 32), fixed("sm4", 16), fixed("sm4 iv", 16)
    return {
        "sm3": [{"message": m.hex(), "digest": hash_sm3(m).hex()} for m in (b"", b"abc", b"abcd" * 16, fixed("sm3", 1000))],
        "hmac": [{"key": k.hex(), "message": m.hex(), "mac": mac_sm3(k, m).hex()}
                 for k, m in ((b"", b""), (b"", b"m"), (b"k", b""), (key, b"abc"), (fixed("sm long", 100), fixed("sm m", 300)))],
        "hkdf": [{"key": key.hex(), "label": label, "context": [c.hex() for c in context],
                  "derived": hkdf_sm3(key, label, *context).hex()} for label, context in (("a", []), ("标签", [b"x"]))],
        "sm4": {"key": block.hex(), "block": block.hex(), "once": "681edf34d206965e86b3e94f536e4246",
                "millionTimes": "595298c7c6fd271f0402f804c33d3f66"},
        "ctr": {"key": ctr_key.hex(), "iv": iv.hex(), "text": fixed("sm4 text", 77).hex(),
                "sealed": sm4_ctr(ctr_key, iv, fixed("sm4 text", 77)).hex()},
        "signatures": signatures, "notes": notes, "envelopes": cases,
        "badPadding": {"key": fixed("sm bad", 32).hex(), "version": 7, "tenant": str(tenant), "row": str(row), "envelopes": bad},
        "index": {"key": key.hex(), "domain": "phone", "value": "+8613812345678",
                  "exact": mac_sm3(key, b"".join(map(part, (b"exact", b"phone", b"+8613812345678"))))[:16].hex(),
                  "short": int.from_bytes(mac_sm3(key, b"".join(map(part, (b"short", b"phone", b"+8613812345678")))), "big") >> 240},
    }


def envelopes():
    cases = []
    lengths = [0, 1, 28, 29, 60, 61, 124, 125, 252, 253, 508, 509, 1020, 1021, 5000]
    for number, length in enumerate(lengths):
        key, nonce = fixed(f"key {number}", 32), fixed(f"nonce {number}", 12)
        tenant, row = identifier(f"tenant {number}"), identifier(f"row {number}")
        version = [1, 2, 0xFFFFFFFF, 0][number % 4]
        table, column = [("customer", "name"), ("customer_phone", "sealed"), ("", "备注")][number % 3]
        plaintext = fixed(f"plaintext {number}", length)
        cases.append({
            "key": key.hex(), "version": version, "nonce": nonce.hex(), "plaintext": plaintext.hex(),
            "tenant": str(tenant), "table": table, "column": column, "row": str(row),
            "envelope": seal(key, version, nonce, plaintext, tenant, table, column, row).hex(),
        })
    # Authentic, but padded in a way no sealer pads: zeros replaced, too much room, a length beyond the end.
    key, nonce = fixed("bad key", 32), fixed("bad nonce", 12)
    tenant, row = identifier("bad tenant"), identifier("bad row")
    bad = []
    for text in (
        part(b"abc") + b"\0" * 24 + b"\1", part(b"abc").ljust(64, b"\0"), struct.pack(">I", 29).ljust(32, b"\0"),
        b"\xff" * 32, struct.pack(">I", 0x7FFFFFFF).ljust(512, b"\0"), part(b"abc").ljust(48, b"\0"),
    ):
        sealed = AESGCM(key).encrypt(nonce, text, associated(tenant, "customer", "name", row, 1, 7))
        bad.append((b"\xe1\x01" + struct.pack(">I", 7) + nonce + sealed).hex())
    return {
        "cases": cases,
        "badPadding": {"key": key.hex(), "version": 7, "tenant": str(tenant), "row": str(row), "envelopes": bad},
    }


def keys():
    derivations = []
    for label, context in (("a", []), ("a", [b""]), ("webhook", [b"x", b"yz"]), ("webhook", [b"xy", b"z"]),
                           ("标签", [fixed("context", 300)])):
        key = fixed(f"derive {label} {len(context)}", 32)
        derivations.append({
            "key": key.hex(), "label": label, "context": [c.hex() for c in context],
            "derived": hkdf(key, label, *context).hex(),
        })
    root, tenant_key, tenant = fixed("root", 32), fixed("tenant key", 32), identifier("tenant of key")
    root_id = mac(root, b"peony root id")[:8]
    nonce = fixed("wrap nonce", 12)
    wrapped = seal(hkdf(root, "peony root wrap"), int.from_bytes(root_id[:4], "big"), nonce, tenant_key,
                   tenant, "tenant_key", "data 3", tenant)
    return {
        "derivations": derivations,
        "hmac": [{"key": k.hex(), "message": m.hex(), "mac": mac(k, m).hex()}
                 for k, m in ((b"", b""), (b"", b"m"), (b"k", b""), (fixed("long", 100), fixed("message", 1000)))],
        "root": {
            "key": root.hex(), "id": root_id.hex(), "check": mac(root, b"peony root check").hex(),
            "tenant": str(tenant), "tenantKey": tenant_key.hex(), "version": 3, "wrapped": wrapped.hex(),
            "derived": hkdf(root, "peony root derive", b"note").hex(),
        },
    }


def index():
    key, cases = fixed("index", 32), []
    for domain, value in (("phone", "+8613812345678"), ("phone4", "5678"), ("name", "张三"), ("name", "𠮷田🌸"),
                          ("", ""), ("ab", "c"), ("a", "bc")):
        def token(kind):
            return mac(key, b"".join(map(part, (kind, domain.encode(), value.encode()))))
        short = token(b"short")
        cases.append({
            "domain": domain, "value": value, "exact": token(b"exact")[:16].hex(),
            "short": {str(bits): int.from_bytes(short, "big") >> (256 - bits) for bits in (1, 8, 13, 16)},
        })
    return {"key": key.hex(), "cases": cases}


# RFC 6962, as the RFC writes it: recursively.

def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def split(count):
    return 1 << ((count - 1).bit_length() - 1)


def tree(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(b"\1" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return path(m, leaves[:k]) + [tree(leaves[k:])]
    return path(m - k, leaves[k:]) + [tree(leaves[:k])]


def subproof(m, leaves, whole):
    if m == len(leaves):
        return [] if whole else [tree(leaves)]
    k = split(len(leaves))
    if m <= k:
        return subproof(m, leaves[:k], whole) + [tree(leaves[k:])]
    return subproof(m - k, leaves[k:], False) + [tree(leaves[:k])]


def merkle():
    # The data of the certificate transparency reference tests, then more of our own.
    data = [bytes.fromhex(h) for h in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                       "606162636465666768696a6b6c6d6e6f")]
    data += [fixed(f"leaf {n}", n) for n in range(8, 21)]
    leaves = [leaf_hash(d) for d in data]
    trees = []
    for count in range(len(leaves) + 1):
        some = leaves[:count]
        trees.append({
            "count": count, "root": tree(some).hex(),
            "inclusion": [[h.hex() for h in path(m, some)] for m in range(count)],
            "consistency": [[h.hex() for h in subproof(m, some, True)] for m in range(1, count + 1)],
        })
    heads, previous, tenant = [], b"", identifier("audited tenant")
    for batch in range(3):
        root, count = tree(leaves[: batch + 2]), batch + 2
        head = hashlib.sha256(b"".join(map(part, (
            b"peony audit head 1", tenant.bytes, struct.pack(">Q", batch), struct.pack(">Q", count), previous, root,
        )))).digest()
        heads.append({"previous": previous.hex(), "root": root.hex(), "count": count, "batch": batch,
                      "head": head.hex()})
        previous = head
    return {"data": [d.hex() for d in data], "trees": trees, "tenant": str(tenant), "heads": heads}


def notes():
    cases = []
    for number, (name, text) in enumerate((
        ("peony.example/audit", "peony.example/audit\n42\nroot\n"),
        ("芍药", "origin\n\n— not a signature\n\nlast\n"),
        ("plain", "only an origin\n"),
    )):
        seed = fixed(f"seed {number}", 32)
        private = Ed25519PrivateKey.from_private_bytes(seed)
        public = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        signature = private.sign(text.encode())
        key_hash = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
        note = f"{text}\n— {name} {base64.b64encode(key_hash + signature).decode()}\n"
        cases.append({"name": name, "seed": seed.hex(), "public": public.hex(), "text": text,
                      "signature": signature.hex(), "note": note})
    return {"cases": cases}


def passwords():
    cases = []
    for password, log_n, r, p in (("correct horse", 4, 8, 1), ("", 1, 1, 1), ("密码🌸", 5, 4, 2),
                                  ("cafe\u0301", 4, 8, 1), ("standard", 15, 8, 3)):
        salt = fixed(f"salt {password}", 16)
        normal = unicodedata.normalize("NFC", password).encode()
        derived = Scrypt(salt=salt, length=32, n=2**log_n, r=r, p=p).derive(normal)
        bare = [base64.b64encode(b).decode().rstrip("=") for b in (salt, derived)]
        cases.append({"password": password, "logN": log_n, "r": r, "p": p, "salt": salt.hex(),
                      "phc": f"$scrypt$ln={log_n},r={r},p={p}${bare[0]}${bare[1]}"})
    return {"cases": cases}


def one_time_codes():
    def code(secret, time):
        digest = hmac.new(secret, struct.pack(">Q", time // 30), hashlib.sha1).digest()
        number = struct.unpack_from(">I", digest, digest[19] & 15)[0] & 0x7FFFFFFF
        return f"{number % 1000000:06d}"
    secret = b"12345678901234567890"
    # RFC 6238, appendix B: the last six of the eight digits printed there.
    rfc = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037",
           20000000000: "353130"}
    for time, expected in rfc.items():
        assert code(secret, time) == expected
    times = list(rfc) + [0, 29, 30, 1700000000, 1900000017]
    return {"secret": secret.hex(), "base32": base64.b32encode(secret).decode().rstrip("="),
            "codes": [{"time": t, "code": code(secret, t)} for t in times]}


def texts():
    names = ["张三", "  张 三 ", "ＺＨＡＮＧ san", "ﾔﾏﾀﾞ", "㈱芍药", "𠮷田", "Zoe\u0301", "ﬁona", "𝟏𝟐", "凞 煕", "豈\ufa0e\U0002f800",
             "Ａｎｎａ\u3000Ｌｉ", "ÅNGSTRÖM", "👩‍👩‍👧‍👦 家"]
    return {"names": [{
        "raw": raw,
        "normalized": "".join(c for c in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", raw).lower())
                              if not c.isspace()),
    } for raw in names]}


for name, content in {"envelopes": envelopes(), "keys": keys(), "index": index(), "merkle": merkle(), "notes": notes(),
                      "passwords": passwords(), "commercial": commercial(), "totp": one_time_codes(), "texts": texts()}.items():
    (HERE / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
