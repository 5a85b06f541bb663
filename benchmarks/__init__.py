"""Measurements: what each promises stands in README.md."""
