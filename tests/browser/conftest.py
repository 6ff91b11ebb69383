"""The Dagster UI as `tieout ui` opens it, on the first nights of the sample, in Debian's chromium.

Two nights are recorded; the gate has refused the third once, because a dispute was kept from the worklist.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.error import URLError
from urllib.request import urlopen

import pyarrow.compute as pc
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from assets import worklist
from assets.cli import main
from assets.settings import PROJECT
from pipelines.lake import Lake

FIRST, LAST, REFUSED = "2026-03-02", "2026-03-03", "2026-03-04"
PICTURES = PROJECT / "docs" / "pictures"
SECONDS = 60
WIDTH, HEIGHT = 1280, 760


def chromium() -> str:
    """Not found is a failure, never a skip."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or pytest.fail("no chromium on the path; install the Debian package chromium")


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """Recorded nights and the refused one; what they need is in the environment until the tests end."""
    folder = tmp_path_factory.mktemp("ui")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(folder / "home"))
        patch.setenv("TIEOUT_EXTRACTS", str(PROJECT / "data" / "sample" / "extracts"))
        patch.setenv("TIEOUT_LAKE", str(folder / "lake"))
        (folder / "home").mkdir()
        shutil.copyfile(PROJECT / "dagster.yaml", folder / "home" / "dagster.yaml")
        assert main(["run", "--from", FIRST, "--to", LAST]) == 0
        with pytest.MonkeyPatch.context() as fault:
            fault.setattr(worklist, "list_work", _forget_a_dispute(worklist.list_work))
            assert main(["run", "--from", REFUSED, "--to", REFUSED]) == 1
        yield Lake(folder / "lake")


def _forget_a_dispute(build: Callable) -> Callable:
    def forget(*given):
        built = build(*given)
        return {**built, "worklist": built["worklist"].filter(pc.field("priority") != 1)}

    return forget


@pytest.fixture(scope="session")
def address(lake: Lake) -> Iterator[str]:
    """Where the UI answers; its processes end with the tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assets.cli", "ui", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    with open(lake.root.parent / "ui.log", "w") as log:
        server = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=log, stderr=log, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
        )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/server_info", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            server.wait(20)
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)


def _wait(url: str, server: subprocess.Popen) -> None:
    for _ in range(SECONDS * 4):
        assert server.poll() is None, "the UI ended before it answered"
        try:
            urlopen(url, timeout=1).close()
            return
        except (URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"no answer from {url} within {SECONDS} s")


@contextmanager
def unlimited_addresses() -> Iterator[None]:
    """Chromium reserves addresses by the terabyte, of which it uses little: it starts under no `ulimit -v`."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


@pytest.fixture(scope="session")
def browser_page(address: str) -> Iterator[Page]:
    with unlimited_addresses(), sync_playwright() as playwright:
        # A sandbox needs rights that containers do not have; the only page it shows is ours.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, base_url=address)
        page.set_default_timeout(SECONDS * 1000)
        expect.set_options(timeout=SECONDS * 1000)
        yield page
        browser.close()


@pytest.fixture
def photograph(browser_page: Page) -> Callable[..., None]:
    """Takes the README's picture of what is shown; kept where `TIEOUT_PICTURES` is set, as `make pictures` does."""
    kept = PICTURES if os.environ.get("TIEOUT_PICTURES") else None

    def take(name: str, height: int = HEIGHT) -> None:
        part = {"x": 0, "y": 0, "width": WIDTH, "height": height}
        picture = browser_page.screenshot(
            path=kept / f"{name}.png" if kept else None, clip=part, animations="disabled"
        )
        assert len(picture) > 20_000, f"{name}: an empty page"

    return take
