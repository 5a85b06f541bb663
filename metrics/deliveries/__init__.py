"""Who delivered what and when, where lists differ and why, objections, and what to ask for."""
