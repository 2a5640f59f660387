"""Settings from the environment, parsed once and strictly."""

import os
import sys
from collections.abc import Mapping
from typing import TypeVar

import msgspec

SettingsT = TypeVar("SettingsT", bound=msgspec.Struct)


def load(settings_type: type[SettingsT], environment: Mapping[str, str] | None = None) -> SettingsT:
    """Fill a struct from variables named like its fields; exit naming what is wrong."""
    source = os.environ if environment is None else environment
    known = {field.name: field.name.upper() for field in msgspec.structs.fields(settings_type)}
    found = {name: source[variable] for name, variable in known.items() if variable in source}
    try:
        return msgspec.convert(found, settings_type, strict=False)
    except msgspec.ValidationError as error:
        text = str(error)
        for name, variable in known.items():
            text = text.replace(f"`{name}`", variable).replace(f"`$.{name}`", variable)
        sys.exit(f"The environment is incomplete: {text}")
