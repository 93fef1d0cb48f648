"""Catalogues, dates, and what translators need: the words of a language as values that are handed in.

It reads files and never writes any; ``app/setup/strings.py`` is the tool that writes templates and catalogues.
"""
