"""Brings something into view, and the keyboard into it, after a key has opened it."""

from __future__ import annotations

import streamlit as st

# A string with a line break is taken as source. What is looked for may be drawn a moment later than this.
_COMPONENT = st.components.v2.component(
    "holdtheline_bring",
    html="<i></i>\n",
    js="""
    let done;
    export default function ({ data }) {
      if (!data?.once || data.once === done) return;
      done = data.once;
      let tries = 20;
      const look = () => {
        const found = document.querySelector(`.st-key-${data.key}`);
        if (!found) return --tries > 0 && setTimeout(look, 50);
        found.scrollIntoView({ block: "nearest" });
        if (data.focus) found.querySelector(data.focus)?.focus({ preventScroll: true });
      };
      setTimeout(look, 50);
    }
    """,
)


def bring(key: str, once: str, focus: str = "") -> None:
    """Scrolls the container of that key into view, once for each value of ``once``; ``focus``: a selector in it."""
    _COMPONENT(key=f"bring-{key}", data={"key": key, "once": once, "focus": focus}, height=1)
