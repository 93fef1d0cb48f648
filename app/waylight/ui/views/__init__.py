"""Thin widgets: they draw a state and report a gesture, and know nothing about cases."""
