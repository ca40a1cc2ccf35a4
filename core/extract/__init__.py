"""Texts in, rows out: the only code that knows spaCy. Import it where a model is really needed, not before."""
