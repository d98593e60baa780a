"""``run``: the app in a browser, on this machine only."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import click

from holdtheline.cli.io import data_folder, data_option, tell
from holdtheline.errors import InputError, ServiceError

HERE = "127.0.0.1"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--address", default=HERE, show_default=True, help="Only 127.0.0.1 is served in this version.")
@data_option
def run(port: int, address: str) -> None:
    """Start the app on 127.0.0.1."""
    _local_only(address, "--address")
    _local_only(os.environ.get("STREAMLIT_SERVER_ADDRESS", HERE), "STREAMLIT_SERVER_ADDRESS")
    _free(port)
    from holdtheline import settings
    from holdtheline.store import migrate
    from holdtheline.store.database import Database

    found = settings.load(data_folder())
    data = found.data.absolute()
    database = Database(settings.Settings(data=data).database)
    migrate.upgrade(database)  # here, so that a folder that cannot be used is told of in plain words
    database.close()
    script = settings.shipped("streamlit_app.py").absolute()
    config = settings.shipped(".streamlit").absolute()
    tell(f"Hold the Line: http://{HERE}:{port}  (data in {data}; Ctrl-C stops it)")
    _become_streamlit(script, config.parent, port, {"HOLDTHELINE_DATA": str(data)})


def _local_only(address: str, where: str) -> None:
    if address not in (HERE, "localhost"):
        raise InputError(
            where,
            f"{address!r} is refused: this version has no accounts, so whoever reached the address could read every "
            f"call and sign in as the coach. Leave it out; the app listens on {HERE}",
        )


def _free(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError as fault:
            raise ServiceError(
                f"Port {port} cannot be used ({fault.strerror}). Is the app running already? Else choose another "
                "with --port."
            ) from fault


def _become_streamlit(script: Path, folder: Path, port: int, extra: dict[str, str]) -> None:
    """Streamlit takes this process over, so that signals reach it. It reads .streamlit of the current folder."""
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = {
        "server.address": HERE,
        "server.port": str(port),
        "server.headless": "true",  # asks for no e-mail address
        "browser.gatherUsageStats": "false",
        "server.fileWatcherType": "none",
    }
    for name, value in options.items():
        command += [f"--{name}", value]
    environment = {**os.environ, **extra, "PYTHONUTF8": "1"}
    os.chdir(folder)
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(sys.executable, command, environment)
    import subprocess

    sys.exit(subprocess.run(command, env=environment, check=False).returncode)
