"""Everything that knows Streamlit: the frame, filters, caches, charts on screen, tables and forms."""
