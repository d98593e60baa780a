"""The one application of this process, for the pages."""

from __future__ import annotations

import threading

from streamlit.runtime.secrets import secrets_singleton

from holdtheline import settings
from holdtheline.services.app import App

_lock = threading.Lock()
_app: App | None = None


def app() -> App:
    """The application; opened at the first call. Raises ServiceError if the data folder cannot be used."""
    global _app
    if _app is None:
        with _lock:
            if _app is None:
                # Streamlit puts what stands at the top of its secrets file into the environment, where all else is.
                secrets_singleton.load_if_toml_exists()
                _app = App.open(settings.load())
    return _app


def close() -> None:
    """Lets running work finish; a later ``app()`` opens anew."""
    global _app
    with _lock:
        if _app is not None:
            _app.close()
            _app = None
