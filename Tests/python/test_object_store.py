"""Files in an S3-compatible store: a real server against moto's, which checks every signature."""
import json
import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from served import PROGRAM, ROOT, Server, free_port

BUCKET = "peony-files"
# What moto lets pass before it asks for signatures: a user, his key, his policy, the bucket.
OPEN_ACTIONS = 4


class Store:
    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.log = directory / "moto.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
                env=os.environ | {"INITIAL_NO_AUTH_ACTION_COUNT": str(OPEN_ACTIONS)}, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        deadline = time.monotonic() + 60
        while True:
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text(encoding="utf-8")
            try:
                urllib.request.urlopen(self.endpoint + "/moto-api/", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        nobody = {"endpoint_url": self.endpoint, "region_name": "us-east-1", "aws_access_key_id": "x", "aws_secret_access_key": "x"}
        people = boto3.client("iam", **nobody)
        people.create_user(UserName="peony")
        key = people.create_access_key(UserName="peony")["AccessKey"]
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
        people.put_user_policy(UserName="peony", PolicyName="files", PolicyDocument=json.dumps(policy))
        boto3.client("s3", **nobody).create_bucket(Bucket=BUCKET)
        self.key, self.secret = key["AccessKeyId"], key["SecretAccessKey"]
        self.client = boto3.client(
            "s3", endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id=self.key, aws_secret_access_key=self.secret,
            config=Config(s3={"addressing_style": "path"}),
        )

    def description(self, path: Path, **more: str) -> Path:
        text = {
            "endpoint": self.endpoint, "bucket": BUCKET, "region": "us-east-1", "prefix": "clinic/", "accessKeyId": self.key,
            "secretAccessKey": self.secret,
        } | more
        path.write_text(json.dumps(text), encoding="utf-8")
        path.chmod(0o400)
        return path

    def objects(self) -> dict[str, bytes]:
        found = self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {one["Key"]: self.client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read() for one in found}

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("store"))
    yield store
    store.stop()


@pytest.fixture(scope="module")
def server(store, tmp_path_factory):
    place = tmp_path_factory.mktemp("served")
    server = Server(place / "data", PEONY_FILES_S3=str(store.description(place / "s3.json")))
    server.wait()
    yield server
    server.stop()


def send(server: Server, token: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
    request = urllib.request.Request(server.url(path), data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def doctor(server: Server, description: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [PROGRAM, "doctor", "--data", str(server.directory)], env=os.environ | {"PEONY_FILES_S3": str(description)}, cwd=ROOT,
        capture_output=True, text=True, timeout=120,
    )


def test_files_go_to_the_store_sealed_and_come_back(store: Store, server: Server):
    token = server.sign_in("branch_admin")
    # One in a single request, one in parts of eight mebibytes: line by line different, so that nothing is found twice.
    for lines in (1_000, 500_000):
        text = "".join(f"Canary{number},13800{number:06}\n" for number in range(lines)).encode() + secrets.token_hex(8).encode()
        before = set(store.objects())
        status, answer = send(server, token, "/v1/files?name=x.csv", text)
        assert status == 201, answer
        made = json.loads(answer)
        fresh = {key: value for key, value in store.objects().items() if key not in before}
        assert len(fresh) == 1
        (key, sealed), = fresh.items()
        assert key.startswith("clinic/")
        assert len(sealed) > len(text)
        assert b"Canary" not in sealed and b"13800" not in sealed
        assert not list((server.directory / "files").rglob("*")), "nothing lies in the folder as well"
        status, content = send(server, token, f"/v1/files/{made['id']}/content")
        assert (status, content) == (200, text)
    assert store.client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []) == []


def test_what_was_changed_in_the_store_does_not_open(store: Store, server: Server):
    token = server.sign_in("branch_admin")
    before = set(store.objects())
    status, answer = send(server, token, "/v1/files?name=x.csv", b"name\n" + secrets.token_hex(8).encode())
    assert status == 201, answer
    file = json.loads(answer)["id"]
    key = next(key for key in store.objects() if key not in before)
    sealed = bytearray(store.objects()[key])
    sealed[-1] ^= 1
    store.client.put_object(Bucket=BUCKET, Key=key, Body=bytes(sealed))
    assert send(server, token, f"/v1/files/{file}/content")[0] == 500
    store.client.delete_object(Bucket=BUCKET, Key=key)
    status, answer = send(server, token, f"/v1/files/{file}/content")
    assert (status, json.loads(answer)["code"]) == (404, "file.lost")


def test_the_doctor_tries_the_store(store: Store, server: Server, tmp_path: Path):
    good = doctor(server, store.description(tmp_path / "good.json"))
    assert "object store" not in good.stdout + good.stderr, good.stdout
    assert not [key for key in store.objects() if "probe" in key], "what was tried is taken away"
    for name, more, word in [
        ("secret", {"secretAccessKey": "wrong"}, "SignatureDoesNotMatch"), ("bucket", {"bucket": "nowhere-at-all"}, "NoSuchBucket"),
        ("closed", {"endpoint": f"http://127.0.0.1:{free_port()}"}, "unreachable"),
    ]:
        bad = doctor(server, store.description(tmp_path / f"{name}.json", **more))
        said = bad.stdout + bad.stderr
        assert bad.returncode != 0 and "REFUSED object store" in said and word in said, said
        assert store.secret not in said
    open_to_all = store.description(tmp_path / "open.json")
    open_to_all.chmod(0o644)
    assert "warning object store" in doctor(server, open_to_all).stdout


def test_a_store_that_is_away_is_said_and_nothing_is_kept(store: Store, server: Server):
    token = server.sign_in("branch_admin")
    store.stop()
    status, answer = send(server, token, "/v1/files?name=x.csv", b"name\n" + secrets.token_hex(8).encode())
    assert status >= 500, answer
    assert b"Canary" not in answer and store.secret.encode() not in answer
