"""Alembic's scripts; run by ``holdtheline.store.migrate``."""
