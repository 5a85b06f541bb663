"""From bytes to checked frames: reading (bytes to cells) and recognising (cells to frames) are kept apart."""
