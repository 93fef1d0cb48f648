"""Deciding what is shown. No Qt here: presenters are plain objects that views draw and tests drive."""
