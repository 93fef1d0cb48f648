"""Starts the program: ``python -m waylight``."""

from waylight.bootstrap import main

if __name__ == "__main__":
    raise SystemExit(main())
