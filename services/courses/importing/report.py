"""What an import did, for the person at the terminal."""

from dataclasses import dataclass, field
from uuid import UUID

from contracts.courses.exchange import ExchangeCounts


@dataclass
class Report:
    """What was taken over and what could not be."""

    course: str = ""
    address: str = ""
    is_new: bool = True
    counts: ExchangeCounts = field(default_factory=ExchangeCounts)
    exercises: int = 0
    solutions: int = 0
    hidden_notes: int = 0
    unmapped: list[str] = field(default_factory=list)
    outdated: list[UUID] = field(default_factory=list)
    """Files that nobody needs once the import is committed."""

    def lines(self) -> list[str]:
        """The report as it is printed."""
        done = "Imported" if self.is_new else "Updated"
        counts = self.counts
        return [
            f"{done} “{self.course}” at {self.address}",
            f"  {counts.lessons} lessons, {counts.files} files",
            f"  {counts.modules} modules with {counts.topics} topics",
            f"  {counts.quizzes} quizzes with {counts.questions} questions",
            f"  {counts.videos} videos with {counts.captions} captions",
            f"  {self.exercises} exercises with {self.solutions} folded solutions",
            f"  {self.hidden_notes} notes for instructors are left out",
            *(f"  could not be mapped: {what}" for what in self.unmapped),
            *(() if self.unmapped else ("  everything could be mapped",)),
        ]
