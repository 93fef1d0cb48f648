"""Tones as MP3, written bit by bit: recordings for tests, in which nobody speaks.

A frame of MPEG-1 layer III with one line of the spectrum in each half sounds like a tone: 32 kbit/s, 44.1 kHz, mono.
"""

from __future__ import annotations

_HEADER = bytes((0xFF, 0xFB, 0x10, 0xC4))
_FRAME_BYTES = 104
_FRAMES_A_SECOND = 44_100 / 1152
_LINE_HZ = 22_050 / 576
_GAIN = 200


def tone(hertz: float = 440, seconds: float = 0.3) -> bytes:
    """Return a tone."""
    line = round(hertz / _LINE_HZ)
    # Huffman table 1: "1" is a pair of zeros, "01" is one and zero, followed by the sign of the one.
    spectrum = "1" * (line // 2) + ("010" if line % 2 == 0 else "0010")
    half = "".join(
        (
            f"{len(spectrum):012b}",
            f"{line // 2 + 1:09b}",
            f"{_GAIN:08b}",
            "0000",  # no scale factors
            "0",  # long blocks
            "00001" * 3,  # table 1 in each region
            "0111111",  # regions that reach beyond the line
            "000",
        )
    )
    bits = "0" * (9 + 5 + 4) + half * 2 + spectrum * 2
    body = bits.ljust((_FRAME_BYTES - len(_HEADER)) * 8, "0")
    frame = _HEADER + int(body, 2).to_bytes(_FRAME_BYTES - len(_HEADER), "big")
    return frame * max(1, round(seconds * _FRAMES_A_SECOND))
