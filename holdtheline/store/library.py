"""Personas and rubrics by version: the shipped files, and every version that a call was played with.

Reading a persona's YAML takes a good part of a second; its checked form is kept beside the text in the database, so
that a command answers at once. A call is shown and graded with the version it was played with.
"""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import IntegrityError

from holdtheline import persona as persona_file
from holdtheline import yamlfile
from holdtheline.errors import InputError, NotFoundError, ServiceError
from holdtheline.persona import Persona, Prospect
from holdtheline.rubric import Rubric
from holdtheline.store.database import Database
from holdtheline.store.schema import persona_versions, rubric_versions

CORE_RUBRIC = "challenge-over-rapport"
"""The rubric that calls are graded with unless told otherwise."""


class Library:
    """Thread-safe. ``personas`` and ``rubrics`` are the folders of the current files."""

    def __init__(self, database: Database, personas: Path, rubrics: Path) -> None:
        self._database = database
        self._personas_folder = personas
        self._rubrics_folder = rubrics
        self._lock = threading.RLock()
        self._personas: dict[str, Persona] = {}
        self._rubrics: dict[str, Rubric] = {}
        self._current: dict[str, str] = {}
        self._current_rubrics: dict[str, str] = {}

    def persona_ids(self) -> list[str]:
        """Ids of the current personas, in alphabetical order."""
        return sorted(p.stem for p in self._personas_folder.glob("*.yaml"))

    def persona(self, id: str) -> Persona:
        """The current version of a persona. Raises InputError for an unknown or faulty one."""
        with self._lock:
            if id not in self._current:
                self._current[id] = self._read_persona(id)
            return self._personas[self._current[id]]

    def persona_version(self, hash: str) -> Persona:
        """The persona of that content hash. Raises NotFoundError."""
        # Without the lock: this is asked for inside write transactions, and who holds the lock may wait to write.
        if hash not in self._personas:
            found = self._saved_persona(hash)
            if found is None:
                raise NotFoundError(f"There is no persona version {hash}.")
            self._personas[hash] = found
        return self._personas[hash]

    def prospect(self, hash: str, variant: str) -> Prospect:
        """One variant of a persona version. Raises NotFoundError."""
        return self.persona_version(hash).variant(variant)

    def rubric(self, id: str = CORE_RUBRIC) -> Rubric:
        """The current version of a rubric. Raises InputError for an unknown or faulty one."""
        with self._lock:
            if id not in self._current_rubrics:
                path = self._rubrics_folder / f"{id}.yaml"
                if id not in self.rubric_ids():
                    raise InputError(f"rubric {id!r}", f"is not known; there are: {', '.join(self.rubric_ids())}")
                rubric = yamlfile.read(path, Rubric)
                self._add(rubric_versions, {"hash": rubric.hash, "rubric": id, "parsed": rubric.model_dump_json()})
                self._rubrics[rubric.hash] = rubric
                self._current_rubrics[id] = rubric.hash
            return self._rubrics[self._current_rubrics[id]]

    def rubric_ids(self) -> list[str]:
        """Ids of the current rubrics, in alphabetical order."""
        return sorted(p.stem for p in self._rubrics_folder.glob("*.yaml"))

    def rubric_version(self, hash: str) -> Rubric:
        """The rubric of that content hash. Raises NotFoundError."""
        if hash not in self._rubrics:  # without the lock, as above
            with self._database.read() as connection:
                text = _value(connection, rubric_versions, hash, "parsed")
            if text is None:
                raise NotFoundError(f"There is no rubric version {hash}.")
            self._rubrics[hash] = _rubric(text, hash)
        return self._rubrics[hash]

    def _read_persona(self, id: str) -> str:
        path = self._personas_folder / f"{id}.yaml"
        if id not in self.persona_ids():
            raise InputError(f"persona {id!r}", f"is not known; there are: {', '.join(self.persona_ids())}")
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        except OSError as fault:
            raise ServiceError(f"{path} cannot be read: {fault.strerror}") from fault
        found = self._personas.get(digest) or self._saved_persona(digest)
        if found is None or found.id != id:
            found = persona_file.load(path)
            digest = found.hash
            parsed = found.model_dump_json(exclude={"source"})
            self._add(persona_versions, {"hash": digest, "persona": id, "source": found.source, "parsed": parsed})
        self._personas[digest] = found
        return digest

    def _saved_persona(self, hash: str) -> Persona | None:
        with self._database.read() as connection:
            parsed = _value(connection, persona_versions, hash, "parsed")
            if parsed is None:
                return None
            source = str(_value(connection, persona_versions, hash, "source"))
        try:
            found = Persona.model_validate_json(f'{{"source": "", {parsed[1:]}')
        except ValidationError:  # checked by an older version of this program: read the text again
            found = persona_file.parse(source, f"persona version {hash}")
        return found.model_copy(update={"source": source, "hash": hash})

    def _add(self, versions: Table, row: dict[str, str]) -> None:
        try:
            with self._database.write() as connection:
                if _value(connection, versions, row["hash"], "hash") is None:
                    connection.execute(versions.insert(), [{**row, "added_at": datetime.now(UTC)}])
        except IntegrityError:
            pass  # another process was first with the same content


def _value(connection: Connection, versions: Table, hash: str, column: str) -> str | None:
    found: str | None = connection.execute(select(versions.c[column]).where(versions.c.hash == hash)).scalar()
    return found


def _rubric(text: str, hash: str) -> Rubric:
    try:
        return Rubric.model_validate_json(text)
    except ValidationError as fault:
        raise ServiceError(f"Rubric version {hash} cannot be read by this version of the program.") from fault
