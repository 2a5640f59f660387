"""The command palette: every act that has a key can be found by name."""

from collections.abc import Iterator
from functools import partial

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from console.shell import shell

Command = tuple[str, str, IgnoreReturnCallbackType]
_EXTRA = (
    ("Use dark colors", "Ink and verdigris.", "use_theme('academy-dark')"),
    ("Use light colors", "Paper and ink.", "use_theme('academy-light')"),
    ("Certificates", "Find, revoke or correct a certificate.", "certificates"),
    (
        "Set up an authenticator app",
        "Sign in with a second step, or replace the app.",
        "set_up_app",
    ),
    ("Sign out", "End this session and forget it on this machine.", "sign_out"),
)


class AcademyCommands(Provider):
    """Acts of the screen one came from, then those of the whole console."""

    async def discover(self) -> Hits:
        """Everything, before a letter is typed."""
        for name, meaning, run in self._commands():
            yield DiscoveryHit(name, run, help=meaning)

    async def search(self, query: str) -> Hits:
        """What matches the letters typed so far."""
        matcher = self.matcher(query)
        for name, meaning, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=meaning)

    def _commands(self) -> Iterator[Command]:
        known: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip and binding.action not in known:
                known.add(binding.action)
                yield binding.description, binding.tooltip, partial(self._run, active)
        for name, meaning, action in _EXTRA:
            if shell(self.screen).offers(action, self.screen):
                yield name, meaning, partial(self.app.run_action, action)

    async def _run(self, active: ActiveBinding) -> None:
        await self.app.run_action(active.binding.action, default_namespace=active.node)
