"""Waylight: an offline desktop assistant for officials who screen people who may have been trafficked."""

__version__ = "0.1.0"
