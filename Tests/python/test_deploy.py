"""Holds Dockerfile and docker-compose.yml against the server's own configuration table, without a container engine.

The table is what `peony serve --print-configuration` prints:
[{"name", "environment", "flag", "default", "secret", "help"}], where "secret" says that the value must not be seen.
"""
import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = ("migrate", "server")


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, continuation lines joined, comments dropped."""
    lines = [line for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


def run_stage() -> list[tuple[str, str]]:
    """The instructions of the last stage: those that make the image people run."""
    every = instructions()
    last = max(index for index, (word, _) in enumerate(every) if word == "FROM")
    return every[last + 1 :]


def image(word: str) -> list[str]:
    return [rest for name, rest in run_stage() if name == word]


IMAGE_ENVIRONMENT = dict(pair.split("=", 1) for rest in image("ENV") for pair in shlex.split(rest))


def environment(service: str) -> dict[str, str]:
    """What the program of a service sees: the image's variables under those of the service."""
    own = SERVICES[service].get("environment", {})
    return (IMAGE_ENVIRONMENT if service in OURS else {}) | own


def default(value: str) -> str:
    """A compose value with `${NAME:-default}` replaced by the default."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)


@pytest.fixture(scope="session")
def configuration() -> dict[str, dict]:
    """The server's configuration table by environment variable."""
    binary = Path(os.environ.get("PEONY_BINARY", ROOT / ".build/debug/peony"))
    if not binary.exists():
        reason = f"{binary.name} is not built: the configuration cannot be compared"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    answer = subprocess.run(
        [binary, "serve", "--print-configuration"], capture_output=True, check=True, timeout=30, stdin=subprocess.DEVNULL
    )
    table = json.loads(answer.stdout)
    assert table, "the table is empty"
    return {row["environment"]: row for row in table}


def test_every_variable_is_a_setting_of_the_server(configuration):
    for service in OURS:
        unknown = {name for name in environment(service) if name.startswith("PEONY_")} - set(configuration)
        assert not unknown, f"{service}: the server knows no {unknown}"


def test_every_flag_that_the_scripts_pass_is_a_flag_of_the_server(configuration):
    flags = {row["flag"] for row in configuration.values()}
    text = (ROOT / "scripts/run").read_text(encoding="utf-8")
    (line,) = re.findall(r'exec "\$peony" serve (.*)', text)
    used = set(re.findall(r"--[a-z-]+", line))
    assert used and used <= flags


def test_the_names_of_the_agreement_exist(configuration):
    names = {"DATA", "PORT", "ADMIN_PORT", "HOST", "DATABASE_FILE", "ROOT_KEY_FILE", "TRUSTED_PROXIES"}
    assert {f"PEONY_{name}" for name in names} <= set(configuration)


def test_a_server_outside_a_container_listens_on_loopback_only(configuration):
    assert configuration["PEONY_HOST"]["default"] == "127.0.0.1"


def test_no_secret_value_stands_in_an_environment(configuration):
    for service in OURS:
        for name, value in environment(service).items():
            if configuration.get(name, {}).get("secret"):
                assert str(value).startswith("/run/secrets/"), f"{service}: {name} has to be a file"


def test_no_password_stands_in_any_file_of_the_deployment():
    for service, description in SERVICES.items():
        for name, value in description.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|KEY|TOKEN|_URL$|PASSFILE|DATABASE_FILE", name):
                assert value.startswith("/run/secrets/"), f"{service}: {name}"


def test_every_secret_that_is_read_is_mounted_and_every_mounted_one_is_read():
    for service, description in SERVICES.items():
        paths = {str(value) for value in environment(service).values()}
        read = {path.removeprefix("/run/secrets/") for path in paths if path.startswith("/run/secrets/")}
        assert read == set(description.get("secrets", [])), service


def test_every_secret_is_a_file_that_create_secrets_makes_and_git_ignores():
    script = (ROOT / "deploy/create-secrets").read_text(encoding="utf-8")
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "deploy/secrets/" in ignored
    used = {name for description in SERVICES.values() for name in description.get("secrets", [])}
    assert used == set(COMPOSE["secrets"])
    for name, description in COMPOSE["secrets"].items():
        path = Path(description["file"])
        assert path.parent == Path("deploy/secrets"), name
        assert re.search(rf"\b{re.escape(path.name)}\b", script), f"{path.name} is made by nobody"


def test_the_files_of_create_secrets_belong_to_the_users_who_read_them():
    script = (ROOT / "deploy/create-secrets").read_text(encoding="utf-8")
    users = dict(re.findall(r"(postgres_user|peony_user)=(\d+:\d+)", script))
    owners = {}
    for user, files in re.findall(r'^chown "\$(\w+)" (.*)$', script, re.M):
        owners |= {file: users[user] for file in files.split()}
    (image_user,) = image("USER")
    for service, description in SERVICES.items():
        user = description.get("user", image_user)
        for name in description.get("secrets", []):
            assert owners[Path(COMPOSE["secrets"][name]["file"]).name] == user, f"{service}: {name}"


def test_the_backup_reaches_neither_a_key_nor_the_superuser():
    assert SERVICES["backup"]["secrets"] == ["backup_passwords"]
    assert SERVICES["backup"]["environment"]["PGUSER"] == "peony_backup"
    assert SERVICES["backup"]["environment"]["PGDATABASE"] == "peony", "the database is told of each backup"
    mounted = " ".join(SERVICES["backup"]["volumes"])
    # Of what the server writes it has the sealed files alone, to read: the shares of keys lie in another volume.
    assert "secrets" not in mounted and "files" not in mounted and "database" not in mounted
    assert "contents:/contents:ro" in SERVICES["backup"]["volumes"]
    assert SERVICES["backup"]["environment"]["BACKUP_FILES"] == "/contents"
    (image_user,) = image("USER")
    assert SERVICES["backup"]["user"] == image_user, "nobody else reads the files"


def test_only_the_migration_holds_the_owner_of_the_database():
    holders = [name for name, description in SERVICES.items() if "database_owner" in description.get("secrets", [])]
    assert holders == ["migrate"]


def test_the_root_key_is_the_servers_alone():
    holders = [name for name, description in SERVICES.items() if "root_key" in description.get("secrets", [])]
    assert holders == ["server"]


def test_the_server_writes_its_data_directory_and_the_files_in_it():
    data, files = SERVICES["server"]["volumes"]
    prepared = " ".join(image("RUN"))
    for mount, expected in ((data, environment("server")["PEONY_DATA"]), (files, environment("server")["PEONY_DATA"] + "/files")):
        volume, path = mount.split(":")
        assert path == expected
        assert volume in COMPOSE["volumes"]
        assert re.search(rf"install -d -o peony -g peony -m 700 {re.escape(path)}( |$)", prepared), "it has to be the user's"


def test_ports_agree():
    port = IMAGE_ENVIRONMENT["PEONY_PORT"]
    assert image("EXPOSE") == [port]
    assert SERVICES["server"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    (check,) = image("HEALTHCHECK")
    in_image = json.loads(check[check.index("CMD") + 3 :])
    assert in_image == ["peony", "health", "--port", port]
    assert SERVICES["server"]["healthcheck"]["test"] == ["CMD", *in_image]
    assert IMAGE_ENVIRONMENT["PEONY_ADMIN_PORT"] != port
    assert environment("server")["PEONY_PRODUCTION"] == "on"


def test_nothing_is_published_beyond_loopback():
    published = [port for description in SERVICES.values() for port in description.get("ports", [])]
    assert published and all(port.startswith("127.0.0.1:") for port in published)
    assert not any(description.get("network_mode") for description in SERVICES.values())
    internal = COMPOSE["networks"]["database"]["internal"]
    assert internal is True and SERVICES["postgres"]["networks"] == ["database"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_container_is_confined(service):
    description = SERVICES[service]
    assert description["read_only"] is True
    assert description["cap_drop"] == ["ALL"] and "cap_add" not in description
    assert description["security_opt"] == ["no-new-privileges:true"]
    assert not description.get("privileged")
    assert "healthcheck" in description


@pytest.mark.parametrize("service", SERVICES)
def test_a_container_is_not_root(service):
    (image_user,) = image("USER")
    user = SERVICES[service].get("user", image_user if service in OURS else "0")
    number, group = user.split(":")
    assert int(number) > 0 and int(group) > 0
    if service in OURS:
        assert f"--uid {number} " in " ".join(image("RUN"))


def test_images_are_pinned():
    stages = {rest.split(" AS ")[-1] for word, rest in instructions() if word == "FROM"}
    bases = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    foreign = [description["image"] for name, description in SERVICES.items() if name not in OURS]
    for name in bases + foreign:
        assert name in stages or re.fullmatch(r"[\w./-]+:(?!latest)[\w.-]+", name), name
    assert len(set(foreign)) == 1, "server and backup tools have to be of one release"
    assert re.match(r"postgres:15\.(\d+)-", foreign[0]) and int(re.match(r"postgres:15\.(\d+)", foreign[0])[1]) >= 20


def test_everything_waits_for_what_it_needs():
    assert SERVICES["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert SERVICES["server"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"},
        "migrate": {"condition": "service_completed_successfully"},
    }
    assert SERVICES["backup"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_every_file_that_is_mounted_or_copied_exists():
    for service, description in SERVICES.items():
        for mount in description.get("volumes", []):
            source = mount.split(":")[0]
            if source.startswith("./"):
                assert (ROOT / source).exists(), f"{service}: {source}"
                assert mount.endswith(":ro"), f"{service}: {source} can be written"
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                pattern = source.removeprefix("./").rstrip("/")
                assert any(Path(name).match(pattern) for name in allowed), f"{source} is not in the build context"


def test_postgresql_logs_no_personal_value():
    text = (ROOT / "deploy/postgresql.conf").read_text(encoding="utf-8")
    settings = dict(re.findall(r"^(\w+) = '?([^'\n]*)'?$", text, re.M))
    assert settings["log_min_error_statement"] == "panic"
    assert settings["log_parameter_max_length"] == "0"
    assert settings["log_parameter_max_length_on_error"] == "0"
    assert settings["log_error_verbosity"] == "terse"
    assert settings["log_statement"] == "none"
    assert settings["log_min_duration_statement"] == "-1"


def test_the_database_lets_in_named_roles_with_a_password_only():
    lines = (ROOT / "deploy/pg_hba.conf").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules
    assert {rule[-1] for rule in rules} == {"scram-sha-256"}
    users = {user for rule in rules for user in rule[2].split(",")}
    assert users == {"postgres", "peony_app", "peony_auth", "peony_sealer", "peony_backup"}
    assert [rule[1] for rule in rules if "peony_backup" in rule[2]] == ["replication", "peony"]
