"""The parts every screen is built from; import them from the module that holds them.

Nothing is imported here, so that the lock screen loads only the parts it shows.
"""
