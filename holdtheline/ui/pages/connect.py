"""Connect a model: whether one is connected, what it can do, what it used, what a day may take."""

from __future__ import annotations

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.services.app import App
from holdtheline.services.models import Connected, Found
from holdtheline.services.spending import Budget, Price, cost
from holdtheline.services.views import Actor
from holdtheline.store.use import Used
from holdtheline.ui.parts import frame
from holdtheline.ui.plain import plain

_FOUND = "model_test"
_NAMES = {
    "reached": "The server answers",
    "streaming": "Answers come piece by piece",
    "first word": "First word within 8 seconds",
    "usage": "Tokens are counted",
    "verdicts": "Grading: answers in a fixed shape",
    "left out": "Parameters left out",
}


def show(app: App, actor: Actor) -> None:
    """Four parts: connected or how to; the test; tokens; prices and budget."""
    connected = app.models.connected(actor)
    st.html(
        f'<div class="opening"><h1>Connect a model</h1><p class="lead">{plain(_in_a_sentence(connected))}</p></div>'
    )
    if connected.model is None:
        st.html(_HOW)
    else:
        _test(app, actor, connected)
    _used(app, actor)
    _limits(app, actor)


def _in_a_sentence(connected: Connected) -> str:
    if connected.model is None:
        return "None is connected, and none is needed: prospects speak from written lines, calls are graded by rules."
    graded = "" if connected.grader_model == connected.model else f" {connected.grader_model} grades."
    return f"{connected.model} at {connected.address} speaks for the prospects.{graded} Key: {connected.key}."


_HOW = (
    "<p>Set these where the program is started, or in <code>.streamlit/secrets.toml</code>, and start it anew:</p>"
    "<pre>HOLDTHELINE_MODEL = name of the model, as its server calls it\n"
    "OPENAI_API_KEY = the key, if the server wants one\n"
    "OPENAI_BASE_URL = the server's address up to /v1, if it is not OpenAI's own</pre>"
    "<p>A key is never asked for here, never shown and never saved.</p>"
)


def _test(app: App, actor: Actor, connected: Connected) -> None:
    st.html("<h2>What it can do</h2>")
    if st.button("Test the connection", key="test-model", type="primary"):
        with st.spinner(f"Asking {connected.model}"):
            try:
                st.session_state[_FOUND] = app.models.test(actor)
            except HoldTheLineError as error:
                st.session_state.pop(_FOUND, None)
                frame.trouble(frame.sentence(error))
    found: list[Found] = st.session_state.get(_FOUND, [])
    if found:
        rows = "".join(
            f"<tr><td>{plain(_NAMES[f.what])}</td><td>{'yes' if f.ok else 'no'}</td><td>{plain(f.note)}</td></tr>"
            for f in found
        )
        st.html(f'<table class="plain"><tbody>{rows}</tbody></table>')


def _used(app: App, actor: Actor) -> None:
    used, prices = app.models.used(actor, days=7), app.models.prices(actor)
    st.html("<h2>Tokens, last seven days</h2>")
    if not used:
        st.html('<p class="muted">None.</p>')
        return
    st.dataframe([_row(one, prices) for one in used], hide_index=True, key="tokens")


def _row(one: Used, prices: dict[str, Price]) -> dict[str, object]:
    money = cost(prices.get(one.model), one.prompt, one.completion)
    row: dict[str, object] = {
        "Day": one.day,
        "Trainee": one.trainee_name or "",
        "Call": one.call or "",
        "For": {"voice": "speaking", "grade": "grading", "test": "testing"}.get(one.purpose, one.purpose),
        "Model": one.model,
        "Requests": one.requests,
        "Prompt": one.prompt,
        "Answer": one.completion,
    }
    return row if money is None else {**row, "Cost": round(money, 4)}


def _limits(app: App, actor: Actor) -> None:
    st.html(
        "<h2>Prices and budget</h2><p class='muted'>Prices are yours to fill in, for a million tokens, in your "
        "currency; none are shipped. When a day's budget is used up, no model is asked any more until midnight UTC: "
        "prospects speak from written lines, and grading waits.</p>"
    )
    prices, budget = app.models.prices(actor), app.models.budget(actor)
    with st.form("limits"):
        rows = [{"model": m, "prompt": p.prompt, "answer": p.completion} for m, p in prices.items()]
        names = [n for n in (app.settings.model, app.settings.grader_model) if n and n not in prices]
        rows += [{"model": name, "prompt": None, "answer": None} for name in dict.fromkeys(names)]
        columns = {"model": "Model", "prompt": "Prompt", "answer": "Answer"}
        edited = st.data_editor(
            rows or [dict.fromkeys(columns)], num_rows="dynamic", column_config=columns, hide_index=True, key="prices"
        )
        tokens = st.number_input("Tokens a day (0: no limit)", min_value=0, value=budget.tokens or 0, step=10_000)
        money = st.number_input("Money a day (0: no limit)", min_value=0.0, value=budget.money or 0.0, step=1.0)
        if st.form_submit_button("Save"):
            try:
                app.models.set_prices(actor, _filled(edited))
                app.models.set_budget(actor, Budget(int(tokens) or None, float(money) or None))
            except HoldTheLineError as error:
                frame.trouble(frame.sentence(error))
            else:
                st.html('<p role="status">Saved.</p>')


def _filled(rows: object) -> dict[str, Price]:
    """The rows of the table that are whole."""
    out: dict[str, Price] = {}
    for row in rows if isinstance(rows, list) else []:
        name, prompt, answer = (row.get(k) for k in ("model", "prompt", "answer"))
        if name and prompt is not None and answer is not None:
            out[str(name)] = Price(float(prompt), float(answer))
    return out
