"""Typed requests over nameko's RPC: decoded on the way in, plain builtins on the way out."""

import functools
import time
from collections.abc import Callable
from typing import Any, get_type_hints
from uuid import uuid4

import msgspec
import structlog
from nameko.exceptions import ContainerBeingKilled
from nameko.rpc import Rpc, RpcConsumer

from contracts.base import decode
from contracts.errors import Malformed, ServiceError
from contracts.permissions import ensure_permitted
from services.common.broker import TRANSIENT, Publisher
from services.common.consumer import SafeQueueConsumer, headers_of
from services.common.metrics import DROPPED, REQUEST_SECONDS, REQUESTS
from services.common.refusals import note_refusal
from services.common.topology import RPC_EXCHANGE, rpc_queue

log = structlog.get_logger()


class SafeRpcConsumer(RpcConsumer):  # type: ignore[misc]  # nameko is untyped
    """Answers on one lasting channel, drops requests nobody waits for, survives malformed ones."""

    queue_consumer = SafeQueueConsumer()
    queue: Any

    def setup(self) -> None:
        """Consume the service's own request queue."""
        if self.queue is None:
            self.queue = rpc_queue(self.container.service_name)
            self._publisher = Publisher(self.container.config["AMQP_URI"], confirm=False)
            self._connected = 0
            self.queue_consumer.register_provider(self)
            self._registered = True

    def handle_message(self, body: Any, message: Any) -> None:
        """Spawn a worker for a request that somebody still waits for."""
        if not message.properties.get("reply_to"):
            self._drop(message, "no_reply_address")
        elif _expired(message):
            self._drop(message, "expired")
        else:
            super().handle_message(body, message)

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Send the reply, then acknowledge the request.

        A reply that cannot be sent is not worth the process: whoever waits asks again under the
        same idempotency key.
        """
        error = _describe(exc_info[1], message) if exc_info else None
        try:
            self._reply(message, {"result": None if error else result, "error": error})
        except Exception:
            log.exception("rpc.reply_not_sent", correlation_id=_correlation_id(message))
        self.queue_consumer.ack_message(message)
        return result, exc_info

    def _reply(self, message: Any, payload: dict[str, Any]) -> None:
        if self._connected != self.queue_consumer.connected:
            self._connected = self.queue_consumer.connected
            self._publisher.close()
        self._publisher.publish(
            msgspec.json.encode(payload),
            exchange=RPC_EXCHANGE.name,
            routing_key=message.properties["reply_to"],
            correlation_id=message.properties.get("correlation_id"),
            delivery_mode=TRANSIENT,
        )

    def _drop(self, message: Any, reason: str) -> None:
        DROPPED.labels(reason).inc()
        log.warning("rpc.dropped", reason=reason, key=message.delivery_info.get("routing_key"))
        self.queue_consumer.ack_message(message)


class TypedRpc(Rpc):  # type: ignore[misc]  # nameko is untyped
    """An RPC entrypoint whose context holds only our own headers."""

    rpc_consumer = SafeRpcConsumer()

    def handle_message(self, body: Any, message: Any) -> None:
        """Run the method with the one payload of the request."""
        payload = _payload_of(body)
        try:
            self.container.spawn_worker(
                self,
                (payload,),
                {},
                context_data=headers_of(message),
                handle_result=functools.partial(self.handle_result, message),
            )
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)


def handles(method: Callable[..., Any]) -> Callable[..., Any]:
    """Answer requests with `method(self, work, request)` in one unit of work.

    A query reads outside a transaction. A command repeated under its idempotency key gets the
    stored reply, so neither may carry secrets: use `handles_in_steps` for those.
    """
    request_type = get_type_hints(method)["request"]

    def answer(service: Any, request: Any) -> Any:
        bound = functools.partial(method, service)
        return service.work.answer(request, bound)

    return _entrypoint(method, request_type, answer)


def handles_in_steps(method: Callable[..., Any]) -> Callable[..., Any]:
    """Answer requests with `method(self, begin, request)`, which opens its own units of work.

    For calls to third parties between transactions and for secrets: nothing is stored about the
    request or its reply, so the method itself makes repetition harmless.
    """
    request_type = get_type_hints(method)["request"]

    def answer(service: Any, request: Any) -> Any:
        reply = method(service, service.work.begin, request)
        service.work.note(request)
        return msgspec.to_builtins(reply)

    return _entrypoint(method, request_type, answer)


def _entrypoint(
    method: Callable[..., Any], request_type: Any, answer: Callable[[Any, Any], Any]
) -> Callable[..., Any]:
    name = f"{request_type.service}.{method.__name__}"

    @functools.wraps(method)
    def entrypoint(self: Any, payload: Any) -> Any:
        started = time.perf_counter()
        outcome = "error"
        try:
            ensure_permitted(request_type, self.work.context.caller)
            reply = answer(self, decode(payload, request_type))
            outcome = "ok"
        except ServiceError as refusal:
            outcome = refusal.code
            note_refusal(self.work, request_type, refusal)
            raise
        finally:
            REQUESTS.labels(name, outcome).inc()
            REQUEST_SECONDS.labels(name).observe(time.perf_counter() - started)
        return reply

    entrypoint.request_type = request_type  # type: ignore[attr-defined]  # read by tests
    register: Callable[..., Any] = TypedRpc.decorator(expected_exceptions=ServiceError)
    return register(entrypoint)  # type: ignore[no-any-return]  # nameko is untyped


def _payload_of(body: Any) -> Any:
    """The one argument of a request."""
    match body:
        case {"args": [payload]}:
            return payload
    raise Malformed("A request has one argument.")


def _expired(message: Any) -> bool:
    """Whether nobody waits any more; a deadline that cannot be read has passed."""
    deadline = (message.headers or {}).get("nameko.deadline")
    try:
        return deadline is not None and time.time() > float(deadline)
    except (TypeError, ValueError):
        return True


def _correlation_id(message: Any) -> str:
    return str((message.headers or {}).get("nameko.correlation_id", ""))


def _describe(error: BaseException, message: Any) -> dict[str, Any]:
    """The refusal on the wire; of anything unexpected only an incident number leaves."""
    if isinstance(error, ServiceError):
        return _on_wire(error)
    incident = uuid4().hex[:12]
    correlation_id = _correlation_id(message)
    log.error("rpc.failed", incident=incident, correlation_id=correlation_id, exc_info=error)
    detail = f"Tell us the number {incident} if it happens again."
    return _on_wire(ServiceError(detail, {"incident": incident}))


def _on_wire(error: ServiceError) -> dict[str, Any]:
    """An error in nameko's shape: the code travels where nameko has the arguments."""
    arguments = [error.code, error.detail, error.extra]
    return {"exc_type": type(error).__name__, "exc_path": "", "exc_args": arguments, "value": ""}
