"""What leaves the house: images and tables that carry their own source, peildatum and version."""
