"""Distinct names for distinct things: every identifier of the domain is its own type."""

from typing import NewType

CaseId = NewType("CaseId", str)
SiteId = NewType("SiteId", CaseId)
"""A site lies in the casebook as a case does, in a record of its own."""
SiteFactId = NewType("SiteFactId", str)
EpisodeId = NewType("EpisodeId", str)
TalkId = NewType("TalkId", str)

FormId = NewType("FormId", str)
QuestionId = NewType("QuestionId", str)
ChoiceId = NewType("ChoiceId", str)
ColumnId = NewType("ColumnId", str)

InstrumentId = NewType("InstrumentId", str)
DimensionId = NewType("DimensionId", str)
IndicatorId = NewType("IndicatorId", str)

FactName = NewType("FactName", str)

PackId = NewType("PackId", str)
RuleId = NewType("RuleId", str)
ParameterId = NewType("ParameterId", str)
SourceId = NewType("SourceId", str)
ServiceId = NewType("ServiceId", str)
SentenceId = NewType("SentenceId", str)
SlotId = NewType("SlotId", str)
