"""The records of the model as plain lists, dictionaries, strings and numbers, and back.

What is stored with a spaCy Doc or in a file must neither need attrib's classes to be loaded nor be able to run code:
it is data alone, and what does not have the form of the wanted record is refused.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def to_plain(value: Any) -> Any:
    """Return a record as a dictionary of its fields, tuples as lists, members of enumerations as their values.

    Raises `TypeError` for what is no record of the model.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(record: type[Record], data: Any) -> Record:
    """Return the `record` that `data` is the plain form of; fields it lacks take their defaults.

    Raises `ValueError` where `data` has another form.
    """
    try:
        made = _read(record, data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not the plain form of {record.__name__}: {error}") from error
    return made  # type: ignore[no-any-return]


def _read(kind: Any, data: Any) -> Any:
    return _reader(kind)(data)


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what reads the plain form of `kind`; made once, for a result holds thousands of records."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        (inner,) = (one for one in get_args(kind) if one is not type(None))
        read = _reader(inner)
        return lambda data: None if data is None else read(data)
    if origin is tuple:
        return _tuple_reader(get_args(kind)[0])
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_reader(kind)
    if issubclass(kind, Enum):
        return lambda data: kind(data)
    return lambda data: _value(kind, data)


def _tuple_reader(inner: Any) -> Callable[[Any], Any]:
    read = _reader(inner)

    def read_tuple(data: Any) -> Any:
        if not isinstance(data, (list, tuple)):
            raise TypeError(f"expected a list, not {data!r}")
        return tuple(map(read, data))

    return read_tuple


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    return lambda data: kind(**{name: readers[name](value) for name, value in data.items()})


def _value(kind: Any, data: Any) -> Any:
    if kind is float and isinstance(data, int):
        return float(data)
    if not isinstance(data, kind):
        raise TypeError(f"expected {kind.__name__}, not {data!r}")
    return data
