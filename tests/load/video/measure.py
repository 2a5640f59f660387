"""Row: parts of a film for hundreds of readers, from the gateway and from nginx, the same file."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from grp import getgrgid
from pathlib import Path
from pwd import getpwuid
from typing import NamedTuple
from uuid import uuid4

from contracts.media_addresses import MediaTicket, sign_media
from services.common.storage import FileStore
from tests.load import target
from tests.load.catalogue import read_wrk
from tests.load.children import NotMeasured, free_port, processor_seconds, running, wait_for_page
from tests.load.report import Row
from tests.load.stats import ratio

FILM_BYTES = 64 * 2**20
PART_BYTES = 2**20
"""About six seconds of a picture of 480 lines, as players ask for a film part by part."""
ROUNDS = 3
EXPECTED = 0.8
RANGES = Path(__file__).with_name("ranges.lua")
CONFIGURATION = """
daemon off; user {user} {group}; pid {folder}/nginx.pid; error_log {folder}/nginx.err;
worker_processes {processes}; worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
    client_body_temp_path {folder}/nginx.body; proxy_temp_path {folder}/nginx.proxy;
    fastcgi_temp_path {folder}/nginx.fastcgi; uwsgi_temp_path {folder}/nginx.uwsgi;
    scgi_temp_path {folder}/nginx.scgi;
    server {{ listen 127.0.0.1:{port} backlog=4096; location = /film {{ alias {film}; }} }}
}}
"""


class Flow(NamedTuple):
    """Megabytes per second, and processor seconds for each gigabyte."""

    megabytes: float
    seconds_per_gigabyte: float


def measure(folder: Path, readers: int, seconds: float) -> list[Row]:
    """The gateway and, where it is installed, nginx in turn; the best run of each."""
    if shutil.which("wrk") is None:
        raise NotMeasured("Install wrk (apt-get install wrk).")
    with film() as (path, address):
        ours = [os.environ["ACADEMY_URL"] + address]
        with nginx(folder, path) as origin:
            servers = ours + ([f"{origin}/film"] if origin else [])
            best = _race(servers, readers, seconds)
    return [_row(best, readers, seconds)]


@contextmanager
def film() -> Iterator[tuple[Path, str]]:
    """A file where films lie, and its signed address."""
    store, film_id = FileStore(Path(os.environ["FILES_DIR"])), uuid4()
    store.write(film_id, os.urandom(2**20) * (FILM_BYTES // 2**20))
    ticket = MediaTicket(video_id=film_id, expires_at=int(time.time()) + 3600)
    prefix = sign_media(ticket, os.environ["FILES_SIGNING_KEY"].encode())
    try:
        yield store.path(film_id).resolve(), f"{prefix}/original"
    finally:
        store.remove(film_id)


@contextmanager
def nginx(folder: Path, path: Path) -> Iterator[str | None]:
    """nginx with as many processes as the gateway has, or None where it is not installed.

    It works as whoever starts it: only they may read what lies where the academy's files are.
    """
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        yield None
        return
    port, place = free_port(), folder.resolve()
    configuration = place / "nginx.conf"
    configuration.write_text(
        CONFIGURATION.format(
            user=getpwuid(os.geteuid()).pw_name,
            group=getgrgid(os.getegid()).gr_name,
            folder=place,
            processes=target.gateway_processes(),
            port=port,
            film=path,
        )
    )
    with running([program, "-p", str(place), "-c", str(configuration)], place / "nginx.log"):
        wait_for_page(f"http://127.0.0.1:{port}/none")
        yield f"http://127.0.0.1:{port}"


def _race(urls: list[str], readers: int, seconds: float) -> list[Flow]:
    runs = [[_run(url, readers, seconds) for url in urls] for _ in range(ROUNDS)]
    return [max(mine) for mine in zip(*runs, strict=True)]


def _run(url: str, readers: int, seconds: float) -> Flow:
    gateway = target.gateway()
    before = processor_seconds(gateway)
    command = ["wrk", "-t1", f"-c{readers}", f"-d{seconds:g}", "--timeout", "20", "-s"]
    done = subprocess.run(
        [*command, str(RANGES), url],
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 60,
    )
    rate, count = read_wrk(done.stdout)
    spent = processor_seconds(gateway) - before
    return Flow(rate * PART_BYTES / 1e6, spent / max(count * PART_BYTES / 1e9, 1e-9))


def _row(best: list[Flow], readers: int, seconds: float) -> Row:
    ours = best[0]
    reference = best[1].megabytes if len(best) > 1 else None
    how = (
        f"wrk with {readers} connections, each asking for 1 MB somewhere in a film of 64 MB, "
        f"best of {ROUNDS} runs of {seconds:g} s in turn, "
        f"{target.gateway_processes()} process(es); "
        f"the gateway checks signature and session at each request and lets the kernel send: "
        f"{ours.seconds_per_gigabyte:.2f} processor seconds per gigabyte"
    )
    missing = "; nginx is not installed, so there is no reference (apt-get install nginx-light)"
    return Row(
        name=f"Video, {readers} readers",
        unit="MB/s",
        ours=ours.megabytes,
        reference=reference,
        against="nginx, the same file" if reference else "",
        budget=f"≥ {EXPECTED}x nginx",
        met=None if reference is None else (ratio(ours.megabytes, reference) or 0) >= EXPECTED,
        notes=how + ("" if reference else missing),
    )
