"""The moves and topics, as the reader knows them (defined in ``holdtheline.vocabulary``)."""

from holdtheline.vocabulary import APPROVAL, FRICTION, MOVES, TOPICS

__all__ = ["APPROVAL", "FRICTION", "MOVES", "TOPICS"]
