"""The content of a lesson, or of the page about a course, as a reviewer reads it."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static

from console.checklist import checks
from console.formats import duration, moment, money, price_tag
from console.palette import Palette
from console.shell import shell
from console.text import markdown_parser, safe_line, safe_text
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.history import history, note_of
from console.widgets.state_panel import StatePanel
from contracts.courses.publication import Submission
from contracts.courses.resources import CourseCard, CourseDraft, LessonDraft, LessonKind
from contracts.errors import ServiceError

_KINDS = {LessonKind.LINK: "video link"}
"""Kinds whose name alone does not say how they teach."""


class LessonView(VerticalScroll):
    """Scrolls through one lesson; shows loading and failure in its own place."""

    def compose(self) -> ComposeResult:
        """What stands above the text, the text, and the panel that stands in for it."""
        yield Static(id="lesson-head")
        yield Markdown(parser_factory=markdown_parser, open_links=False)
        yield StatePanel()

    def show_loading(self, title: str) -> None:
        """A lesson is on its way."""
        self.set_class(True, "-waiting")  # noqa: FBT003 (Textual's signature)
        self.query_one(StatePanel).say_loading(f"Fetching {safe_line(title)}")

    def show_failure(self, what: str, refusal: ServiceError) -> None:
        """A lesson, or the course, did not come."""
        self.set_class(True, "-waiting")  # noqa: FBT003 (Textual's signature)
        self.query_one(StatePanel).say_failed(f"{what} did not arrive", refusal)

    async def show_lesson(self, lesson: LessonDraft) -> None:
        """Title, media and text."""
        words = "\n\n".join(part for part in (lesson.body, lesson.asks) if part)
        await self._show(lesson_head(lesson, shell(self).palette), words)

    async def show_course(
        self, course: CourseDraft, submissions: Sequence[Submission] = ()
    ) -> None:
        """Facts, checklist, earlier reviews and description."""
        head = facts(course, submissions, shell(self).palette)
        await self._show(head, course.description or "*No description yet.*")

    async def _show(self, head: RenderableType, body: str) -> None:
        self.set_class(False, "-waiting")  # noqa: FBT003 (Textual's signature)
        self.query_one("#lesson-head", Static).update(head)
        await self.query_one(Markdown).update(safe_text(body))
        self.scroll_home(animate=False)


def lesson_head(lesson: LessonDraft, say: Palette) -> RenderableType:
    """What stands above the text of a lesson."""
    line = f"{_KINDS.get(lesson.kind, lesson.kind)}, {duration(lesson.duration_minutes)}"
    parts = [
        say.strong(lesson.title),
        say.muted(line + (", free to try" if lesson.preview else "")),
    ]
    if lesson.video is not None:
        parts.append(say.toned(f"▶ {lesson.video.name} ({lesson.video.media_type})", Tone.INFO))
    if lesson.youtube_id is not None:
        parts.append(say.toned(f"▷ https://youtu.be/{lesson.youtube_id}", Tone.INFO))
    if lesson.video_url is not None:
        parts.append(say.prose(f"↗ {lesson.video_url}"))
    return Group(*parts)


def facts(course: CourseDraft, submissions: Sequence[Submission], say: Palette) -> RenderableType:
    """Everything a reviewer weighs, with the checklist and earlier reviews below it."""
    licence = course.licence
    terms = f"{licence.name}, {licence.credit}" if licence else "the teacher's own"
    detail = Detail(
        title=say.strong(course.title),
        facts=(
            ("Status", say.pill(course.status)),
            ("Teacher", say.plain(course.teacher.name)),
            (
                "Price",
                say.plain(money(course.price) if course.price.amount else price_tag(course.price)),
            ),
            ("Category", say.plain(course.category_name)),
            ("Level", say.plain(f"{course.level.value}, {course.language}")),
            ("Length", say.plain(duration(course.duration_minutes))),
            ("License", say.plain(terms)),
            ("Handed in", say.plain(moment(course.submitted_at))),
            ("Edition", say.plain(edition(course))),
            ("Approved", say.plain(after_approval(course))),
        ),
        paragraphs=tuple(_paragraphs(course, submissions, say)),
    )
    return detail.render(say)


def edition(course: CourseCard) -> str:
    """Which edition is published, and where it is."""
    if not course.revision:
        return "none yet"
    if course.live:
        return f"{course.revision}, live in the catalog"
    return f"{course.revision}, {'taken down' if course.taken_down else 'out of the catalog'}"


def after_approval(course: CourseDraft) -> str:
    """What an approval does."""
    return "it is published at once" if course.publishes_itself else "its teacher publishes it"


def _paragraphs(
    course: CourseDraft, submissions: Sequence[Submission], say: Palette
) -> Iterator[tuple[str, Text]]:
    if note := note_of(submissions):
        yield "Note to the reviewer", say.prose(note)
    yield "Checklist", checklist(course, say)
    if course.review_note:
        yield "Last note", say.prose(course.review_note)
    if earlier := history(submissions, say):
        yield "Earlier reviews", earlier


def checklist(course: CourseDraft, say: Palette) -> Text:
    """One line per check, with a mark."""
    lines = []
    for check in checks(course):
        tone, mark = (Tone.GOOD, "✓") if check.in_order else (Tone.WARN, "!")
        lines.append(Text.assemble(say.toned(mark, tone), " ", safe_line(check.finding)))
    return Text("\n").join(lines)
