"""A chat page of the kind every tutorial shows: it keeps the messages in the session and saves nothing.

The benchmark's yardstick, run by Streamlit. It says what the call page's prospect says, word by word at the same
moments after Enter, so that both speak equally long. The words lie in the folder that PLAIN_CHAT_SCRIPTS names (written
by ``benchmarks.stage``); the address says which call (``script``) and how many messages were said before (``said``).
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import streamlit as st

st.title("Sales role-play")

if "messages" not in st.session_state:
    file = Path(os.environ["PLAIN_CHAT_SCRIPTS"]) / f"{int(st.query_params.get('script', 0))}.json"
    script = json.loads(file.read_text(encoding="utf-8"))
    st.session_state.replies = script["exchanges"]
    earlier = [{"role": "assistant", "content": script["opening"]}]
    for exchange in script["exchanges"]:
        earlier.append({"role": "user", "content": exchange["say"]})
        earlier.append({"role": "assistant", "content": exchange["reply"]})
    st.session_state.messages = earlier[: int(st.query_params.get("said", 1))]

for message in st.session_state.messages:
    with st.chat_message(message["role"]):
        st.markdown(message["content"])


def reply() -> Iterator[str]:
    said = sum(message["role"] == "user" for message in st.session_state.messages)
    exchange = st.session_state.replies[said - 1]
    now, begin = 0.0, 0
    for due, end in exchange["marks"]:
        time.sleep(due - now)
        yield exchange["reply"][begin:end]
        now, begin = due, end


if prompt := st.chat_input("What do you say?"):
    st.session_state.messages.append({"role": "user", "content": prompt})
    with st.chat_message("user"):
        st.markdown(prompt)
    with st.chat_message("assistant"):
        response = st.write_stream(reply)
    st.session_state.messages.append({"role": "assistant", "content": response})
