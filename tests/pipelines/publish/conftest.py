"""A real PostgreSQL of the tests' own: on a socket in a folder of its own, started once and stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

VERSIONS = Path("/usr/lib/postgresql")


def programs() -> Path:
    """Where the newest installed PostgreSQL has its programs. Not found is a failure, never a skip."""
    found = [path.parent for path in VERSIONS.glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.fail(f"no PostgreSQL in {VERSIONS} nor on the path; install the Debian package postgresql")
    return max(found, key=lambda path: float(path.parent.name)) if found else Path(str(on_path)).parent


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """The address of an empty database. PostgreSQL refuses to run as root, so root becomes postgres."""
    owner = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    as_owner = (
        {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    )
    folder = Path(mkdtemp(prefix="tieout-pg-", dir="/tmp"))
    shutil.chown(folder, owner)

    def call(program: str, *arguments: str) -> None:
        command = [str(programs() / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_owner)

    try:
        call("initdb", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "--username=tieout")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        call("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "--options", options)
        yield f"postgresql://tieout@/postgres?host={folder}"
        call("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
