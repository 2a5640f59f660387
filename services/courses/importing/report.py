"""What an import did, for the person at the terminal."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """What was taken over and what could not be."""

    course: str = ""
    address: str = ""
    is_new: bool = True
    lessons: list[str] = field(default_factory=list)
    files: int = 0
    exercises: int = 0
    solutions: int = 0
    hidden_notes: int = 0
    unmapped: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as it is printed."""
        done = "Imported" if self.is_new else "Updated"
        return [
            f"{done} “{self.course}” at {self.address}",
            f"  {len(self.lessons)} lessons, {self.files} files",
            f"  {self.exercises} exercises with {self.solutions} folded solutions",
            f"  {self.hidden_notes} notes for instructors are left out",
            *(f"  could not be mapped: {what}" for what in self.unmapped),
            *(() if self.unmapped else ("  everything could be mapped",)),
        ]
