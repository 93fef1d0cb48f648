"""The words for errors that the official can act on: what happened, what it means, what to do."""

from dataclasses import dataclass

from waylight.usecases.errors import UserError
from waylight.usecases.ports import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message beside the thing that it is about."""

    title: str
    body: str


def message_for(error: UserError, say: Catalog) -> Message:
    """Word an error for the official."""
    title, body = _words(error.message_id, say)
    fields = dict(error.fields)
    return Message(title=_filled(title, fields), body=_filled(body, fields))


def _filled(sentence: str, fields: dict[str, str | int]) -> str:
    for name, value in fields.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


def _words(message_id: str, say: Catalog) -> tuple[str, str]:
    table = {
        "wrong-passphrase": (
            say.say("This passphrase does not open the casebook"),
            say.say("Check Caps Lock and the keyboard layout, then type it once more. Nothing is lost."),
        ),
        "no-casebook": (
            say.say("There is no casebook here yet"),
            say.say("Start a new one, or choose the folder in which yours lies."),
        ),
        "casebook-exists": (
            say.say("There is already a casebook in this folder"),
            say.say("It was not touched. Open it, or choose another folder for the new one."),
        ),
        "foreign-file": (
            say.say("The file in this folder is not a Waylight casebook"),
            say.say("It was not touched. Choose the folder in which your casebook lies."),
        ),
        "sidecar-damaged": (
            say.say("The key file is damaged, and so is its copy"),
            say.say("The record itself may be whole. Nothing was deleted. Bring the newest backup together with it."),
        ),
        "casebook-damaged": (
            say.say("The casebook does not hold what was written"),
            say.say("The file is kept as it is. Do not go on working in it. Open the newest backup."),
        ),
        "casebook-in-use": (
            say.say("This casebook is already open"),
            say.say("Close the other Waylight window, then try again."),
        ),
        "disk-full": (
            say.say("disk full"),
            say.say("Everything marked as saved is kept. Free some space, then the rest is saved by itself."),
        ),
        "store-unavailable": (
            say.say("the casebook cannot be written"),
            say.say("Is the drive still connected? What is on screen is kept until it can be saved."),
        ),
        "weak-passphrase": (
            say.say("This passphrase is too easy to guess"),
            say.say("Take six words that do not belong together."),
        ),
        "pdf-not-written": (
            say.say("The PDF could not be written there"),
            say.say("Choose another folder or another name. Nothing was written over."),
        ),
        "not-printable": (
            say.say("This sheet cannot be printed like this"),
            say.say("{detail}"),
        ),
        "data-refused": (
            say.say("A form or a pack has mistakes and is not used"),
            say.say("{detail}"),
        ),
    }
    return table.get(
        message_id,
        (say.say("Something went wrong"), say.say("What is marked as saved is kept. Lock, then start again.")),
    )
