"""The application without a face: what pages and the command line call. See ``views`` for what comes back."""

from __future__ import annotations

from pathlib import Path

from holdtheline.errors import HoldTheLineError
from holdtheline.jobs import SPEAKING_PACE, Pool
from holdtheline.services import grade
from holdtheline.services.answer import answer
from holdtheline.services.data import Data
from holdtheline.services.follow_ups import FollowUps
from holdtheline.services.house import House
from holdtheline.services.models import Models
from holdtheline.services.people import People
from holdtheline.services.practise import Practise
from holdtheline.services.review import Review
from holdtheline.services.studio import Studio
from holdtheline.settings import Settings, shipped
from holdtheline.store import calls, marks, migrate
from holdtheline.store.database import Database
from holdtheline.store.library import Library


def answerers(settings: Settings) -> int:
    """Threads that answer turns: a few, or many that mostly wait where a model is asked."""
    return 32 if settings.model else 4


def graders(settings: Settings) -> int:
    """Threads that grade calls: one that works, or some that mostly wait where a model is asked."""
    return 8 if settings.grader_model else 1


class App:
    """One a process; thread-safe."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.settings = house.settings
        self.people = People(house)
        self.practise = Practise(house)
        self.follow_ups = FollowUps(house)
        self.review = Review(house)
        self.studio = Studio(house)
        self.data = Data(house)
        self.models = Models(house)

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        pace: float = SPEAKING_PACE,
        resume: bool = True,
        personas: Path | None = None,
        rubrics: Path | None = None,
    ) -> App:
        """Opens the database (made or upgraded if need be) and takes up what a crash left undone.

        ``pace``: words a second at which replies are shown, 0 for at once. ``resume`` False leaves unanswered turns
        and ungraded calls alone until somebody asks for them. Raises ServiceError, InputError.
        """
        database = Database(settings.database)
        migrate.upgrade(database)
        library = Library(database, personas or shipped("personas"), rubrics or shipped("rubrics"))
        app = cls(
            House(
                settings,
                database,
                library,
                pace=pace,
                answering=Pool(answerers(settings), "answer"),
                grading=Pool(graders(settings), "grade"),
            )
        )
        if resume:
            app.resume()
        return app

    def resume(self) -> int:
        """Answers rep turns left unanswered and grades calls left ungraded; returns how many there were."""
        with self.house.database.read() as connection:
            owed = calls.unanswered(connection)
            ungraded = [*calls.ungraded(connection), *marks.broken(connection)]
        for call, turn in owed:
            self._answer(call, turn)
        for call in ungraded:
            grade.in_background(self.house, call)
        return len(owed) + len(ungraded)

    def _answer(self, call: str, turn: int) -> None:
        try:
            self.house.answering.once((call, turn), lambda: answer(self.house, call, turn))
        except HoldTheLineError:
            return  # the page that asks for this turn is told

    def warm(self) -> None:
        """Loads weights, prospects and rubric ahead of the first call, so that no trainee waits for them."""
        from holdtheline.grading import offline

        offline.warm()
        self.house.reader.read("Hello, is this a good time?", "Yes?")
        if self.house.voice is not None:
            self.house.voice.warm()
        self.house.library.rubric()
        for id in self.house.library.persona_ids():
            self.house.library.persona(id)

    def close(self) -> None:
        """Lets running work finish; what has not begun is found again at the next start."""
        self.studio.close()
        self.house.close()
