"""Types for what clients send: structs that refuse unknown fields at any depth, as typos."""

import functools
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec


def strict(kind: Any) -> Any:
    """The same type, made of structs that refuse unknown fields."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _strict_struct(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is None or origin is Literal:
        return kind
    if origin is Annotated:
        return Annotated[(strict(inner[0]), *inner[1:])]
    made = tuple(strict(one) for one in inner)
    if made == inner:
        return kind
    return Union[made] if origin in {Union, types.UnionType} else origin[made]  # noqa: UP007 (of a tuple)


@functools.cache
def _strict_struct(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """A kind of *kind*, so that what is decoded is a value of the contract."""
    fields = [
        (field.name, strict(field.type), *([] if field.required else [default_of(field)]))
        for field in msgspec.structs.fields(kind)
        if strict(field.type) is not field.type
    ]
    return msgspec.defstruct(
        f"{kind.__name__}Input",
        fields,
        bases=(kind,),
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
    )


def default_of(field: msgspec.structs.FieldInfo) -> Any:
    """What a field is when it is left out; lists and the like are made anew each time."""
    if field.default_factory is msgspec.NODEFAULT:
        return field.default
    return msgspec.field(default_factory=field.default_factory)
