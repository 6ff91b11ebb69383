"""What stands in deploy/: settings that exist, commands that parse, one truth, and no secret but in a file."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from assets.cli.options import parse
from assets.settings import PROJECT
from tests.assets.landing import MONDAY, put_sample
from tests.assets.test_command import tieout
from tests.test_settings_table import settings_of

DEPLOY = PROJECT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "tieout"}


def test_dagster_s_settings_of_the_server_are_the_shipped_ones_and_its_storage():
    served = yaml.safe_load((DEPLOY / "dagster.yaml").read_text())
    storage = served.pop("storage")["postgres"]["postgres_db"]
    assert served == yaml.safe_load((PROJECT / "dagster.yaml").read_text())
    assert storage["password"] == {"env": "DAGSTER_POSTGRES_PASSWORD"}


def test_web_server_daemon_and_code_location_are_one_image_with_one_lake():
    assert set(OURS) == {"code", "web", "daemon"}
    assert len({tuple(service["volumes"]) for service in OURS.values()}) == 1
    assert COMPOSE["services"]["web"]["ports"] == ["127.0.0.1:3000:3000"]


def test_no_container_writes_to_its_image_or_has_rights_to_spare():
    for name, service in COMPOSE["services"].items():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "/tmp" in service["tmpfs"] and not service.get("privileged"), name
    assert {name for name, service in COMPOSE["services"].items() if "cap_add" in service} == {"postgres"}


def test_what_is_written_is_mounted():
    """The lake, what queries spill, the steps' logs: the image's own folders for them are given to its user."""
    image = (DEPLOY / "Dockerfile").read_text()
    mounted = {volume.rpartition(":")[2] for volume in OURS["code"]["volumes"]} - {"ro"}
    assert mounted == {"/srv/lake", "/srv/scratch", "/srv/dagster/storage"}
    [given] = re.findall(r"chown tieout:tieout (.*) \\\n", image)
    assert mounted <= set(given.split())
    assert "TMPDIR=/srv/scratch" in image
    named = {
        volume.partition(":")[0] for service in COMPOSE["services"].values() for volume in service["volumes"]
    }
    assert set(COMPOSE["volumes"]) == {name for name in named if name.isalpha()}


def test_images_of_others_are_pinned_to_a_full_version():
    """To a digest where whoever builds gives one."""
    [base] = re.findall(r"^ARG PYTHON_IMAGE=(.*)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert OURS["code"]["build"]["args"]["PYTHON_IMAGE"] == f"${{PYTHON_IMAGE:-{base}}}"
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-bookworm(@sha256:[0-9a-f]{64})?", base)
    postgres = COMPOSE["services"]["postgres"]["image"]
    assert re.fullmatch(r"\$\{POSTGRES_IMAGE:-postgres:\d+\.\d+(@sha256:[0-9a-f]{64})?\}", postgres)
    sources = re.findall(r"^FROM (.*)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert sources == ["${PYTHON_IMAGE}"]


def test_every_setting_of_the_compose_file_has_its_row():
    known = set(settings_of("README.md", "Environment"))
    for service in OURS.values():
        named = {name.removesuffix("_FILE") for name in service["environment"] if name.startswith("TIEOUT_")}
        assert named <= known


def test_a_password_is_in_a_file_and_nowhere_else():
    for service in COMPOSE["services"].values():
        secrets = [name for name in service["environment"] if re.search("PASSWORD|SECRET|TOKEN|URL", name)]
        assert secrets and all(name.endswith("_FILE") for name in secrets)


def test_the_image_is_built_of_what_there_is():
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    sources = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert sources and [source for source in sources if not (PROJECT / source).exists()] == []
    extras = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert 'pip install --no-cache-dir -c requirements.lock -e ".[server]"' in "\n".join(lines)
    locked = (PROJECT / "requirements.lock").read_text().splitlines()
    assert extras["server"][0] in locked


@pytest.mark.parametrize("unit", sorted(path.name for path in (DEPLOY / "systemd").glob("*.service")))
def test_a_unit_s_command_is_one_of_ours(unit):
    (command,) = re.findall(r"bin/tieout ([^'\n]*)", (DEPLOY / "systemd" / unit).read_text())
    assert callable(parse(command.replace('"$(date +%%F)"', "2026-03-02").split()).act)
    assert (DEPLOY / "systemd" / unit).with_suffix(".timer").exists()


def test_the_entrypoint_reads_the_password_from_its_file(tmp_path):
    (tmp_path / "password").write_text("sesame\n")
    environment = {**os.environ, "DAGSTER_POSTGRES_PASSWORD_FILE": str(tmp_path / "password")}
    command = [DEPLOY / "entrypoint.sh", "printenv", "DAGSTER_POSTGRES_PASSWORD"]
    assert subprocess.run(command, env=environment, capture_output=True, text=True).stdout == "sesame\n"


def test_a_secret_is_in_no_log_no_table_and_no_record(tmp_path):
    """Both secrets lead nowhere, so that whoever would tell an address in an error does."""
    put_sample(tmp_path / "extracts")
    (tmp_path / "home").mkdir()
    (tmp_path / "database").write_text("postgresql://ann:sesame@127.0.0.1:1/none\n")
    (tmp_path / "alert").write_text("http://127.0.0.1:1/sesame\n")
    found = tieout(
        "run", "--extracts", str(tmp_path / "extracts"), "--lake", str(tmp_path / "lake"), "--from", MONDAY, "--to", MONDAY,
        DAGSTER_HOME=str(tmp_path / "home"), TIEOUT_DATABASE_URL_FILE=str(tmp_path / "database"),
        TIEOUT_ALERT_URL_FILE=str(tmp_path / "alert"),
    )  # fmt: skip
    assert found.returncode == 1
    assert "the alert address failed" in found.stderr and "not up to date" in found.stderr
    assert "sesame" not in found.stdout + found.stderr
    written = [path for room in ("lake", "home") for path in (tmp_path / room).rglob("*") if path.is_file()]
    assert len(written) > 20
    assert [path for path in map(Path, written) if b"sesame" in path.read_bytes()] == []
