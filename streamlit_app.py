"""The launcher: which script the app is, what is served beside it, what happens at the start. Nothing else."""

import streamlit as st

from holdtheline.ui.server import SCRIPT, lifespan, routes

app = st.App(SCRIPT, lifespan=lifespan, routes=routes())
