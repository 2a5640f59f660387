"""Reading course folders of strangers."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.courses.importing.addresses import Addresses, lesson_id
from services.courses.importing.carpentries import CC_BY, read_course
from services.courses.importing.folder import Folder, FolderRefused

COURSE_ID = UUID("0b8a4b3e-1111-4222-8333-123456789abc")
CONFIG = "title: 'Counting'\nlicense: 'CC-BY 4.0'\nlang: en\nepisodes:\n- b.md\n- a.md\n"


def write(root: Path, files: dict[str, str | bytes]) -> Folder:
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return Folder(root)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return write(
        tmp_path,
        {
            "config.yaml": CONFIG,
            "index.md": "---\nsite: x\n---\nHello.\n",
            "episodes/a.md": "---\ntitle: Adding\nteaching: 5\nexercises: 10\n---\nText.\n",
            "episodes/b.md": "---\ntitle: Begin\n---\n" + "word " * 400,
            "episodes/fig/one.png": b"png",
            "episodes/fig/two.svg": "<svg></svg>",
            "episodes/data/d.csv": "1,2",
            "learners/setup.md": "Install.\n",
            "learners/another.md": "{:auto_ids}\nText.\n",
        },
    )


def addresses(folder: Folder) -> Addresses:
    return Addresses(folder, COURSE_ID, ["episodes/a.md", "episodes/b.md", "learners/setup.md"])


def test_pages_come_in_the_order_of_the_configuration(folder: Folder) -> None:
    course = read_course(folder)

    assert [page.title for page in course.episodes] == ["Begin", "Adding"]
    assert [page.path for page in course.reference] == ["learners/setup.md", "learners/another.md"]
    assert (course.title, course.licence, course.index) == ("Counting", CC_BY, "Hello.\n")


def test_minutes_are_told_or_estimated_from_the_words(folder: Folder) -> None:
    begin, adding = read_course(folder).episodes

    assert (begin.minutes, adding.minutes) == (3, 15)


def test_kramdown_attributes_are_left_out(folder: Folder) -> None:
    assert read_course(folder).reference[1].body == "Text.\n"


def test_without_a_list_all_episodes_come_by_name(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        {"config.yaml": "title: T\nepisodes:\n", "episodes/2.md": "x", "episodes/1.md": "x"},
    )

    course = read_course(folder)

    assert [page.path for page in course.episodes] == ["episodes/1.md", "episodes/2.md"]
    assert course.licence is None


@pytest.mark.parametrize(
    "files",
    [
        {"config.yaml": "title: T\n"},
        {"config.yaml": "- a\n- b\n", "episodes/a.md": "x"},
        {"config.yaml": "title: [\n", "episodes/a.md": "x"},
        {"config.yaml": "episodes: ['../../../../etc/passwd']\n"},
        {"config.yaml": "episodes: ['/etc/passwd']\n"},
        {"config.yaml": "episodes: [missing.md]\n"},
        {"config.yaml": "title: !!python/object/apply:os.system ['id']\n"},
        {"config.yaml": "episodes: [a.md]\n", "episodes/a.md": b"\xff\xfe\xfa"},
        {"config.yaml": "episodes: [a.md]\n", "episodes/a.md": b"x" * 1_000_001},
        {"episodes/a.md": "x"},
    ],
)
def test_a_folder_that_is_no_course_is_refused(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    with pytest.raises(FolderRefused):
        read_course(write(tmp_path, files))


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderRefused):
        Folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "path", ["../secret.txt", "a/../../secret.txt", "/etc/passwd", "", ".", "link.txt", "out/x.txt"]
)
def test_nothing_outside_the_folder_is_reached(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    root = tmp_path / "course"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").write_text("x")
    folder = write(root, {"a/b.txt": "b"})
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "out").symlink_to(tmp_path / "elsewhere")

    assert folder.find(path) is None
    assert folder.media_type(path) is None


@pytest.mark.parametrize(
    "content",
    [
        "<svg><script>alert(1)</script></svg>",
        "<svg onload='alert(1)'/>",
        "<svg><a href='javascript:alert(1)'/></svg>",
        "<svg><foreignObject/></svg>",
        "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
    ],
)
def test_drawings_that_could_run_are_not_taken(tmp_path: Path, content: str) -> None:
    assert write(tmp_path, {"x.svg": content}).media_type("x.svg") is None


@pytest.mark.parametrize("name", ["x.odg", "x.html", "x.exe", "x"])
def test_files_of_unknown_kinds_are_not_taken(tmp_path: Path, name: str) -> None:
    assert write(tmp_path, {name: "x"}).media_type(name) is None


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("episodes/a.md", "[x](b.md#part)"),
        ("episodes/a.md", "[x](./b.md#part)"),
        ("episodes/a.md", "[x](b.html#part)"),
        ("learners/setup.md", "[x](../episodes/b.md#part)"),
        ("index.md", "[x](episodes/b.md#part)"),
    ],
)
def test_links_to_pages_become_links_to_lessons(folder: Folder, page: str, written: str) -> None:
    expected = f"[x](/learn/{COURSE_ID}/{lesson_id(COURSE_ID, 'episodes/b.md')}#part)"

    assert addresses(folder).rewrite(page, written) == expected


def test_figures_keep_their_alternative_text(folder: Folder) -> None:
    rewriting = addresses(folder)

    text = rewriting.rewrite("episodes/a.md", '![](fig/one.png "Two"){alt=\'One\nred "dot"\'}')

    (file,) = rewriting.files.values()
    assert text == f'![One red "dot"](file:{file.id} "Two")'
    assert (file.path, file.media_type) == ("episodes/fig/one.png", "image/png")


def test_a_caption_becomes_the_title_beside_an_alternative_text(folder: Folder) -> None:
    text = addresses(folder).rewrite("episodes/a.md", '![Slices](fig/two.svg){alt="A drawing"}')

    assert text.startswith("![A drawing](file:")
    assert text.endswith(' "Slices")')


def test_files_are_found_where_the_site_shows_them(folder: Folder) -> None:
    rewriting = addresses(folder)

    text = rewriting.rewrite("learners/setup.md", "Get [data][d].\n\n[d]: data/d.csv\n")

    (file,) = rewriting.files.values()
    assert text == f"Get [data][d].\n\n[d]: file:{file.id}\n"


def test_another_content_gives_another_file_id(folder: Folder, tmp_path: Path) -> None:
    first = addresses(folder)
    first.rewrite("episodes/a.md", "![](fig/one.png)")
    (tmp_path / "episodes/fig/one.png").write_bytes(b"new")
    second = addresses(folder)
    second.rewrite("episodes/a.md", "![](fig/one.png)")

    assert set(first.files).isdisjoint(second.files)


def test_code_and_foreign_addresses_stay_as_they_are(folder: Folder) -> None:
    text = "```md\n[x](b.md)\n```\n[y](https://example.org/b.md) [z](#here) [m](mailto:a@b.c)\n"

    assert addresses(folder).rewrite("episodes/a.md", text) == text


def test_what_leads_nowhere_is_reported(folder: Folder) -> None:
    rewriting = addresses(folder)

    text = rewriting.rewrite("episodes/a.md", "[x](../../../etc/passwd) ![](fig/none.png)")

    assert text == "[x](../../../etc/passwd) ![](fig/none.png)"
    assert set(rewriting.unmapped) == {
        "episodes/a.md: ../../../etc/passwd",
        "episodes/a.md: fig/none.png",
    }
    assert rewriting.files == {}


def test_lesson_ids_depend_on_course_and_page_alone() -> None:
    assert lesson_id(COURSE_ID, "a") == lesson_id(COURSE_ID, "a")
    assert lesson_id(COURSE_ID, "a") != lesson_id(COURSE_ID, "b")
    assert lesson_id(COURSE_ID, "a") != lesson_id(uuid4(), "a")
