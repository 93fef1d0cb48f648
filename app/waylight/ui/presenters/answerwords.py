"""The answers that every question has, as texts: the official and the person read them in their own languages."""

from waylight.domain.text import Text

ANSWER_YES = Text("answer:yes", "Yes")
ANSWER_NO = Text("answer:no", "No")
ANSWER_UNKNOWN = Text("answer:unknown", "Does not know")
ANSWER_DECLINED = Text("answer:declined", "Does not want to say")
PERSON_UNKNOWN = Text("person:unknown", "I do not know")
PERSON_DECLINED = Text("person:declined", "I do not want to say")
