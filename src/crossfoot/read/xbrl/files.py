"""Files of a filing: a folder, a zip, or what lies beside a single file; nothing is ever fetched."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

LARGEST_FILE = 200_000_000
"""Bytes of one file of a filing; larger ones are not read."""

_LARGEST_ZIP = 1_000_000_000  # bytes of all files of a zip, unpacked
_MOST_FILES = 20_000
_MOST_TIMES_SMALLER = 500  # a zip packed tighter than this is a bomb
_READ = (".xbrl", ".xml", ".xsd", ".htm", ".html", ".xhtml", ".json", ".csv")


class Refused(ValueError):
    """A folder or zip that is not read; the message says why."""


class Files:
    """Files by their path from the root of a filing, with forward slashes; each is read when it is asked for."""

    def __init__(self, names: Mapping[str, int]) -> None:
        self.names = dict(names)
        self._by_end: dict[str, list[str]] = {}
        for name in self.names:
            self._by_end.setdefault(PurePosixPath(name).name, []).append(name)

    def read(self, name: str) -> bytes:
        """The bytes of a file that `names` lists. Raises Refused."""
        raise NotImplementedError

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a file, enough to tell what it is. Raises Refused."""
        return self.read(name)[:size]

    def in_folder(self, folder: str) -> list[str]:
        """The names of the files of a folder (`.` is the root), without those below it."""
        return sorted(name for name in self.names if str(PurePosixPath(name).parent) == folder)

    def find(self, href: str, base: str) -> str | None:
        """The file that a reference in `base` means, None if it is not here.

        A relative one is resolved against its base; a page's address is matched by the end of its path, as packages
        keep the folders of the site that they come from. `.xsd` is found as `.xsd.xml`, as archives rename schemas.
        """
        address = urlsplit(href)
        path = unquote(address.path)
        if not path:
            return base
        if not address.scheme and not path.startswith("/"):
            return self._held(_joined(str(PurePosixPath(base).parent), path))
        return self._by_address(path)

    def _held(self, name: str) -> str | None:
        for candidate in (name, f"{name}.xml"):
            if candidate in self.names:
                return candidate
        return None

    def _by_address(self, path: str) -> str | None:
        """The file whose path shares the most folders with the end of an address, at least one besides its name."""
        parts = PurePosixPath(path).parts[::-1]
        best, most = None, 1
        for name in self._by_end.get(PurePosixPath(path).name, ()):
            own = PurePosixPath(name).parts[::-1]
            shared = next(
                (n for n, (a, b) in enumerate(zip(own, parts, strict=False)) if a != b), min(len(own), len(parts))
            )
            if shared > most or (shared == len(own) == 1 and most == 1):
                best, most = name, shared
        return best


def _joined(folder: str, path: str) -> str:
    """A path within a folder, its `..` resolved."""
    parts: list[str] = []
    for part in PurePosixPath(folder, path).parts:
        if part == "..":
            if parts:
                parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


class FolderFiles(Files):
    """The files of a folder; of those below it too where `deep`."""

    def __init__(self, folder: Path, *, deep: bool) -> None:
        self.folder = folder
        super().__init__(dict(_listed(folder, deep=deep)))

    def read(self, name: str) -> bytes:
        """The bytes of a file of the folder."""
        if self.names[name] > LARGEST_FILE:
            raise Refused(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB")
        return (self.folder / name).read_bytes()

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a file of the folder."""
        with (self.folder / name).open("rb") as file:
            return file.read(size)


def _listed(folder: Path, *, deep: bool) -> Iterator[tuple[str, int]]:
    listed = folder.rglob("*") if deep else folder.glob("*")
    for number, path in enumerate(sorted(listed)):
        if number > _MOST_FILES:
            raise Refused(f"it holds more than {_MOST_FILES:,} files")
        if path.suffix.lower() in _READ and path.is_file():
            yield path.relative_to(folder).as_posix(), path.stat().st_size


class ZipFiles(Files):
    """The files of a zip, read from memory; none is ever written out."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except zipfile.BadZipFile as error:
            raise Refused("it is no zip, or a damaged one") from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_FILES or unpacked > min(_LARGEST_ZIP, _MOST_TIMES_SMALLER * len(raw) + 10_000_000):
            raise Refused(f"unpacked it would be {unpacked:,} bytes in {len(entries):,} files")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("it is encrypted")
        super().__init__({e.filename: e.file_size for e in entries if e.filename.lower().endswith(_READ)})

    def read(self, name: str) -> bytes:
        """The bytes of a file of the zip."""
        if self.names[name] > LARGEST_FILE:
            raise Refused(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB")
        try:
            with self._zip.open(name) as file:
                raw = file.read(self.names[name] + 1)
        except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError) as error:
            raise Refused(f"{name} in it is damaged") from error
        if len(raw) > self.names[name]:
            raise Refused(f"{name} in it is larger than it says")
        return raw


@dataclass(frozen=True, slots=True)
class Located:
    """A file in one of several collections: which, and its name there."""

    files: Files
    name: str


class Library:
    """The files of a filing, then taxonomy packages: where references are looked up, the filing first."""

    def __init__(self, filing: Files, packages: tuple[Files, ...] = ()) -> None:
        self.filing = filing
        self._all = (filing, *packages)

    def find(self, href: str, base: Located) -> Located | None:
        """The file that a reference means, None if nobody has it."""
        found = base.files.find(href, base.name)
        if found is not None:
            return Located(base.files, found)
        if not urlsplit(href).scheme:
            return None
        for files in self._all:
            found = files.find(href, "")
            if found is not None:
                return Located(files, found)
        return None
