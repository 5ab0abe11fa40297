"""What a result depends on, as one short hash: the article, the settings, the rules, the model, attrib's own code."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from types import ModuleType

from attrib import __version__
from attrib.model import Article
from attrib.rulefiles import rules_dir
from attrib.settings import Holding

# Libraries whose version decides a parse.
LIBRARIES = ("spacy", "thinc", "numpy")


def holding_digest(holding: Holding, wish: str) -> str:
    """Return a hash of all that the results of articles under `holding` depend on, the articles apart."""
    parts = [own_digest(), wish, model_digest(holding.model), holding.text("input-format") or ""]
    parts.extend(folder_digest(folder) for folder in holding.rules)
    parts.append(_canonical(holding.words))
    parts.append(_canonical(holding.settings))
    return _hash(parts)


def article_digest(article: Article, under: str) -> str:
    """Return a hash of an article, its place in its file and the lines of its sidecar, `under` those settings."""
    place = f"{article.first_line}:{article.first_column}:{article.byte_offset}"
    parts = [under, article.path, article.id or "", place, article.raw, article.text]
    parts.extend(map(_canonical, (article.meta, article.blocks, article.sidecar, article.comments)))
    return _hash(parts)


@lru_cache(maxsize=1)
def own_digest() -> str:
    """Return a hash of attrib's version, code and rules, of Python's and of the libraries' versions."""
    package = Path(__file__).resolve().parents[1]
    parts = [__version__, sys.version, *(f"{name} {_version(name)}" for name in LIBRARIES)]
    return _hash([*parts, folder_digest(package, "*.py"), folder_digest(rules_dir())])


@lru_cache(maxsize=16)
def model_digest(name: str) -> str:
    """Return a hash of a pipeline: a package's name and version, or, of a folder, the names and dates of its files."""
    folder = Path(name)
    if not folder.is_dir():
        return _hash([name, _version(name)])
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = [(path.relative_to(folder).as_posix(), path.stat()) for path in files]
    return _hash([name, *(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats)])


def folder_digest(folder: Path, pattern: str = "*") -> str:
    """Return a hash of the names and contents of the files below `folder`; unreadable ones by name alone."""
    parts: list[str] = []
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            parts.extend((path.relative_to(folder).as_posix(), _contents(path)))
    return _hash(parts)


def _contents(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except (metadata.PackageNotFoundError, ValueError):
        return ""


def _canonical(value: object) -> str:
    """Return a text that equal settings share in every process and that others do not; sets have no order of theirs."""
    if value is None or isinstance(value, (bool, int, float, str, Path)):
        return f"{type(value).__name__}:{value!r}"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{_canonical(key)}={_canonical(one)}" for key, one in value.items())) + "}"
    if isinstance(value, (set, frozenset)):
        return "<" + ",".join(sorted(map(_canonical, value))) + ">"
    if isinstance(value, (tuple, list)):
        return "(" + ",".join(map(_canonical, value)) + ")"
    if is_dataclass(value) and not isinstance(value, type):
        inside = ",".join(f"{one.name}={_canonical(getattr(value, one.name))}" for one in fields(value))
        return f"{type(value).__qualname__}({inside})"
    return _of_code(value)


def _of_code(value: object) -> str:
    """Return a text for a function or an object that runs a check: its name, and the code of its module's package."""
    name = getattr(value, "__qualname__", None) or type(value).__qualname__
    home = getattr(value, "__module__", None) or type(value).__module__
    module = sys.modules.get(str(home))
    return f"{home}:{name}:{_code(module) if isinstance(module, ModuleType) else ''}"


@lru_cache(maxsize=64)
def _code(module: ModuleType) -> str:
    """Return a hash of the files beside a module, where it is not one of attrib's own."""
    home = getattr(module, "__file__", None)
    if home is None or module.__name__.partition(".")[0] == __name__.partition(".")[0]:
        return ""
    path = Path(home)
    return (
        folder_digest(path.parent, "*.py") if path.name == "__init__.py" or "." in module.__name__ else _contents(path)
    )


def _hash(parts: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()
