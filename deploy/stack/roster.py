"""The parts of Academy itself: stand-ins for third parties, services, the gateway."""

from deploy.stack import files
from deploy.stack.environment import Environment, python
from deploy.stack.part import Part, Rank
from deploy.stack.probes import HttpProbe, TcpProbe
from deploy.stack.stack import Stack

CODE = frozenset({".py", ".yml", ".json", ".html", ".txt", ".lock"})


def services(stack: Stack) -> list[str]:
    """Every package under `services/` that has an entry (`service.py`)."""
    return sorted(entry.parent.name for entry in (stack.root / "services").glob("*/service.py"))


def port_uses(names: list[str]) -> list[str]:
    """The ports the parts listen on."""
    return ["gateway", "mailbox", "smtp", "stripe", "google", *(f"{name}_health" for name in names)]


def parts(environment: Environment) -> list[Part]:
    """All of them, ready for the supervisor."""
    return [
        *_stand_ins(environment),
        *(_service(environment, name) for name in environment.services),
        _gateway(environment),
    ]


def _stand_ins(environment: Environment) -> list[Part]:
    """Only for third parties that the person has not configured for real."""
    found = []
    if "STRIPE_API_URL" not in environment.settings:
        found.append(_stripe(environment))
    if environment.simulates_google:
        found.append(_google(environment))
    if "SMTP_URL" not in environment.settings:
        found.append(_mailbox(environment))
    return found


def _stripe(environment: Environment) -> Part:
    payments, port = environment.of_service("payments"), environment.state.ports["stripe"]
    return Part(
        name="stripe",
        command=_module(
            environment,
            "tests.simulators.stripe",
            *("--port", str(port)),
            *("--webhook-url", f"{environment.gateway_url}/v1/webhooks/stripe"),
            *("--webhook-secret", payments["STRIPE_WEBHOOK_SECRET"]),
            *("--secret-key", payments["STRIPE_SECRET_KEY"]),
            *("--state", str(environment.stack.folder / "stripe.json")),
        ),
        environment=environment.bare(),
        folder=str(environment.stack.root),
        probe=TcpProbe(port),
        rank=Rank.STAND_IN,
        revision=_revision(environment, "tests/simulators"),
    )


def _google(environment: Environment) -> Part:
    accounts, port = environment.of_service("accounts"), environment.state.ports["google"]
    return Part(
        name="google",
        command=_module(
            environment,
            "tests.simulators.google",
            *("--port", str(port)),
            *("--client-id", accounts["GOOGLE_CLIENT_ID"]),
            *("--client-secret", accounts["GOOGLE_CLIENT_SECRET"]),
            *("--redirect-uri", environment.google_redirect_uri),
            *("--state", str(environment.stack.folder / "google.json")),
        ),
        environment=environment.bare(),
        folder=str(environment.stack.root),
        probe=TcpProbe(port),
        rank=Rank.STAND_IN,
        revision=_revision(environment, "tests/simulators"),
    )


def _mailbox(environment: Environment) -> Part:
    ports = environment.state.ports
    return Part(
        name="mailbox",
        command=_module(
            environment,
            "tests.simulators.mailbox",
            *("--smtp-port", str(ports["smtp"])),
            *("--http-port", str(ports["mailbox"])),
        ),
        environment=environment.bare(),
        folder=str(environment.stack.root),
        probe=TcpProbe(ports["mailbox"]),
        rank=Rank.STAND_IN,
        revision=_revision(environment, "tests/simulators"),
    )


def _service(environment: Environment, name: str) -> Part:
    port = environment.state.ports[f"{name}_health"]
    return Part(
        name=name,
        command=_module(environment, "services.common.run", name),
        environment=environment.of_service(name),
        folder=str(environment.stack.root),
        probe=HttpProbe(f"http://127.0.0.1:{port}/health/ready"),
        rank=Rank.SERVICE,
        revision=_revision(environment, "contracts", "services/common", f"services/{name}"),
    )


def _gateway(environment: Environment) -> Part:
    return Part(
        name="gateway",
        command=_module(environment, "gateway"),
        environment=environment.of_gateway(),
        folder=str(environment.stack.root),
        probe=HttpProbe(f"{environment.gateway_url}/health/ready"),
        rank=Rank.DOOR,
        revision=_revision(environment, "contracts", "gateway"),
    )


def _module(environment: Environment, module: str, *arguments: str) -> tuple[str, ...]:
    return (python(environment.stack), "-m", module, *arguments)


def _revision(environment: Environment, *sources: str) -> str:
    """A part is replaced when its code changes, so `up` after an edit runs the edit."""
    code = [environment.stack.root / source for source in (*sources, "requirements.lock")]
    return files.fingerprint(code, suffixes=CODE)
