"""The words for errors that the official can act on, for views: they may not ask the use cases themselves."""

from waylight.usecases.wording import Message, message_for

__all__ = ["Message", "message_for"]
