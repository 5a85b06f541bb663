"""Everything that knows Streamlit: frame, filters, cache, pages' building blocks and the server start."""
