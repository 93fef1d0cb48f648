"""The core: pure functions on frozen values. No Qt, no disk, no clock, no randomness, no logging."""
