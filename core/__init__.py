"""Claimline's core: a corpus of texts in, checked tables of actors, quotes and claimed transfers out."""

__version__ = "0.1.0"
