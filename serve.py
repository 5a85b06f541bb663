"""Start of the server: `streamlit run serve.py`.

Streamlit finds the application by reading this file, so the call stands here; what it does is in `ui.server`.
"""

import streamlit as st

from ui import server

app = st.App(
    "app.py",
    middleware=server.MIDDLEWARE,
    routes=server.ROUTES,
    lifespan=server.lifespan,
    on_script_error=server.script_error,
)
