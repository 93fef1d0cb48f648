"""Plays recorded sentences through the machine's own sound device; without one everything else works.

The only module that knows miniaudio, and it is imported when a recording is to be played.
"""

from waylight.sound.player import DevicePlayer, seconds_of

__all__ = ["DevicePlayer", "seconds_of"]
