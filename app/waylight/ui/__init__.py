"""The window: views draw, presenters decide, jobs keep long work off the screen."""
