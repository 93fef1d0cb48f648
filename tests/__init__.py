"""The tests; mirrors app/, plus the suites that CONTRIBUTING.md lists."""
