"""Packages that want to break out, to fill the disk, or to be what they are not."""

import gzip
import io
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.courses.errors import PackageTooLarge, PackageUnreadable, PackageUnsafe
from services.courses.exchange.packages.limits import Limits
from services.courses.exchange.packages.unpacking import unpack

SMALL = Limits(entries=5, total_bytes=5_000, file_bytes=3_000, ratio=10, ratio_from=1_000)
NOISE = bytes(range(256)) * 4

Pack = Callable[[dict[str, bytes]], Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "fresh"
    place.mkdir()
    return place


def zipped(tmp_path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def tarred(tmp_path: Path, files: dict[str, bytes]) -> Path:
    path = tmp_path / "package.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            archive.addfile(tar_entry(name, len(content)), io.BytesIO(content))
    return path


def tar_entry(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.type = size, kind
    return entry


@pytest.fixture(params=[zipped, tarred], ids=["zip", "tar"])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Pack:
    return lambda files: request.param(tmp_path, files)


def test_files_come_out_as_they_went_in(pack: Pack, root: Path) -> None:
    unpack(pack({"course/course.xml": b"<course/>", "course/static/a b.png": NOISE}), root)

    assert (root / "course/course.xml").read_bytes() == b"<course/>"
    assert (root / "course/static/a b.png").read_bytes() == NOISE


def test_what_file_managers_leave_behind_is_left_out(pack: Pack, root: Path) -> None:
    unpack(pack({"a.txt": b"a", "__MACOSX/._a.txt": b"x", "d/.DS_Store": b"x"}), root)

    assert [path.name for path in root.rglob("*")] == ["a.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../../b",
        "/etc/passwd",
        "C:/a",
        "C:a",
        "a\\..\\..\\b",
        "a\nb",
        "x" * 300,
        "/".join(["d"] * 30),
    ],
)
def test_names_that_lead_out_are_refused(pack: Pack, root: Path, name: str) -> None:
    with pytest.raises(PackageUnsafe):
        unpack(pack({"a/ok.txt": b"1", name: b"x"}), root)

    assert not (root.parent / "b").exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("D/a", "d/b"), ("a", "a/b"), ("a/b", "a")],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_cannot_be_one(root: Path, tmp_path: Path, first: str, second: str) -> None:
    for make in (_two_zipped, _two_tarred):
        place = root / make.__name__
        place.mkdir()
        with pytest.raises(PackageUnsafe):
            unpack(make(tmp_path, first, second), place)


def _two_zipped(tmp_path: Path, first: str, second: str) -> Path:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(first, b"1")
        archive.writestr(second, b"2")
    return path


def _two_tarred(tmp_path: Path, first: str, second: str) -> Path:
    path = tmp_path / "two.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in (first, second):
            archive.addfile(tar_entry(name, 1), io.BytesIO(b"1"))
    return path


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        tarfile.CONTTYPE,
        tarfile.GNUTYPE_SPARSE,
    ],
)
def test_links_devices_and_pipes_in_a_tar_are_refused(
    tmp_path: Path, root: Path, kind: bytes
) -> None:
    path = tmp_path / "evil.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tar_entry("innocent.txt", kind=kind)
        entry.linkname = "/etc/passwd"
        archive.addfile(entry)

    with pytest.raises(PackageUnsafe):
        unpack(path, root)

    assert list(root.iterdir()) == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_in_a_zip_are_refused(tmp_path: Path, root: Path, kind: int) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo("innocent.txt")
        entry.external_attr = (kind | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")

    with pytest.raises(PackageUnsafe):
        unpack(path, root)


def test_more_entries_than_the_limit_are_refused(pack: Pack, root: Path) -> None:
    with pytest.raises(PackageTooLarge):
        unpack(pack({f"{number}.txt": b"" for number in range(6)}), root, SMALL)


def test_a_file_larger_than_the_limit_is_refused(pack: Pack, root: Path) -> None:
    limits = SMALL._replace(ratio_from=100_000, total_bytes=100_000)

    with pytest.raises(PackageTooLarge, match="has more than"):
        unpack(pack({"a.bin": NOISE * 4}), root, limits)


def test_more_bytes_than_the_limit_are_refused(pack: Pack, root: Path) -> None:
    limits = SMALL._replace(ratio_from=100_000)

    with pytest.raises(PackageTooLarge, match="Unpacked"):
        unpack(pack({f"{number}.bin": NOISE * 2 for number in range(3)}), root, limits)


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path, root: Path) -> None:
    limits = SMALL._replace(total_bytes=10_000_000, file_bytes=10_000_000)
    zeros = {"zeros": bytes(500_000)}

    for package in (zipped(tmp_path, zeros, zipfile.ZIP_DEFLATED), tarred(tmp_path, zeros)):
        with pytest.raises(PackageTooLarge, match="times its size"):
            unpack(package, root, limits)


def test_a_bomb_inside_a_package_stays_packed(pack: Pack, tmp_path: Path, root: Path) -> None:
    bomb = zipped(tmp_path, {"zeros": bytes(5_000_000)}, zipfile.ZIP_DEFLATED).read_bytes()

    unpack(pack({"static/inner.zip": bomb}), root)

    assert (root / "static/inner.zip").stat().st_size == len(bomb)


def test_a_header_that_lies_about_the_size_gains_nothing(tmp_path: Path, root: Path) -> None:
    path = zipped(tmp_path, {"zeros": bytes(500_000)}, zipfile.ZIP_DEFLATED)
    content = bytearray(path.read_bytes())
    central = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, central + 24, 10)
    struct.pack_into("<I", content, 22, 10)
    path.write_bytes(content)

    with pytest.raises(PackageUnreadable):
        unpack(path, root, SMALL)

    assert sum(file.stat().st_size for file in root.rglob("*")) <= 10


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path, root: Path) -> None:
    path = zipped(tmp_path, {"a": NOISE, "b": NOISE})
    content = bytearray(path.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 0)
    path.write_bytes(content)

    with pytest.raises((PackageUnsafe, PackageUnreadable)):
        unpack(path, root)


def test_a_directory_that_would_fill_memory_is_not_read(tmp_path: Path, root: Path) -> None:
    package = zipped(tmp_path, {f"{number}": b"" for number in range(5)})

    with pytest.raises(PackageTooLarge):
        unpack(package, root, Limits(directory_bytes=100))


def test_an_endless_name_in_a_tar_is_not_read(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "long.tar.gz"
    header = tar_entry("././@LongLink", 50_000_000, tarfile.GNUTYPE_LONGNAME)
    with gzip.open(path, "wb") as stream:
        stream.write(header.tobuf(tarfile.GNU_FORMAT))
        stream.write(bytes(1_000_000))

    with pytest.raises(PackageTooLarge):
        unpack(path, root)


def test_a_chain_of_headers_without_end_is_unreadable(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "chain.tar.gz"
    link = tar_entry("././@LongLink", 1, tarfile.GNUTYPE_LONGNAME).tobuf(tarfile.GNU_FORMAT)
    with gzip.open(path, "wb") as stream:
        stream.write((link + b"a" + bytes(511)) * 20_000)

    with pytest.raises((PackageUnreadable, PackageTooLarge)):
        unpack(path, root)


def test_unpacking_ends_when_its_time_is_over(pack: Pack, root: Path) -> None:
    with pytest.raises(PackageTooLarge, match="too long"):
        unpack(pack({"a.txt": b"a"}), root, Limits(seconds=-1.0))


def test_an_encrypted_zip_is_unreadable(tmp_path: Path, root: Path) -> None:
    path = zipped(tmp_path, {"a": b"a"})
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    with pytest.raises(PackageUnreadable, match="encrypted"):
        unpack(path, root)


def test_an_uncommon_method_is_unreadable(tmp_path: Path, root: Path) -> None:
    with pytest.raises(PackageUnreadable, match="uncommon"):
        unpack(zipped(tmp_path, {"a": b"a"}, zipfile.ZIP_LZMA), root)


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"PK\x03\x04rest", b"\x1f\x8brest"])
def test_what_is_no_archive_is_unreadable(tmp_path: Path, root: Path, content: bytes) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(content)

    with pytest.raises(PackageUnreadable):
        unpack(path, root)


def test_a_package_that_was_cut_short_is_unreadable(pack: Pack, root: Path) -> None:
    package = pack({"a.bin": NOISE * 50})
    package.write_bytes(package.read_bytes()[:-40])

    with pytest.raises(PackageUnreadable):
        unpack(package, root)
