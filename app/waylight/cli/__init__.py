"""The command line: the same core without a window, for authors of packs, automation, tests and bug reports."""
