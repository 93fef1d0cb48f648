"""The closed vocabulary of the referral plan: actions, recipients, urgencies.

It is closed on purpose, and lives in code on purpose: what an action may do (disclose, or not), whose consent it
needs and whether it protects are safety properties that no pack can change. The vocabulary has no word for
detention, removal, refusal of entry or penalty, and must never get one (OHCHR Recommended Principles and Guidelines,
principle 7; A/RES/64/293, annex paragraph 30). The words that an official reads are in
``referral_rules/international/actions.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum


class RecipientType(Enum):
    """Kinds of body that can receive something."""

    EMERGENCY_SERVICE = "emergency_service"
    HEALTH_SERVICE = "health_service"
    CHILD_PROTECTION_AUTHORITY = "child_protection_authority"
    GUARDIAN_AUTHORITY = "guardian_authority"
    COMPETENT_AUTHORITY = "competent_authority"
    NGO_SUPPORT = "ngo_support"
    LEGAL_AID = "legal_aid"
    LABOUR_AUTHORITY = "labour_authority"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    ASYLUM_AUTHORITY = "asylum_authority"
    IMMIGRATION_AUTHORITY = "immigration_authority"
    CONSULATE = "consulate"
    COMPENSATION_BODY = "compensation_body"
    INTERPRETER_SERVICE = "interpreter_service"
    UNION = "union"
    FAMILY_TRACING = "family_tracing"
    RECEIVING_SERVICE_ABROAD = "receiving_service_abroad"
    OTHER_SUPPORT = "other_support"


class Urgency(IntEnum):
    """How soon; smaller is sooner."""

    U0 = 0
    """Now, before anything else."""
    U1 = 1
    """Within hours."""
    U2 = 2
    """The same working day."""
    U3 = 3
    """Within the deadline of the pack."""
    U4 = 4
    """At the pace of the person."""


class Stage(IntEnum):
    """The order of the plan among lines of the same urgency."""

    DANGER_AND_HEALTH = 0
    CHILD_PROTECTION = 1
    INFORMATION_AND_CONSENT = 2
    IDENTIFICATION = 3
    LABOUR = 4
    RETURN = 5
    LATER_SUPPORT = 6


class ConsentNeed(Enum):
    """Whether an adult's consent is needed before anything leaves."""

    NOT_NEEDED = "not_needed"
    """Nothing is disclosed, or nothing that needs asking."""
    NEEDED = "needed"
    VITAL = "vital"
    """Needed, unless life is at stake or the person is unable to consent (GDPR article 9(2)(c))."""
    TOLD = "told"
    """A duty of law: not asked, but told beforehand, in plain words."""


class ActionCode(Enum):
    """Everything that a plan can say."""

    SEPARATE_SAFELY = "ACT.SEPARATE_SAFELY"
    EMERGENCY_CALL = "ACT.EMERGENCY_CALL"
    SAFE_ROOM = "ACT.SAFE_ROOM"
    MEDICAL_EMERGENCY = "ACT.MEDICAL_EMERGENCY"
    MEDICAL_SA = "ACT.MEDICAL_SA"
    MATERNAL = "ACT.MATERNAL"
    HEALTH_CARE = "ACT.HEALTH_CARE"
    MENTAL_CRISIS = "ACT.MENTAL_CRISIS"
    CHILD_PROTECTION = "ACT.CHILD_PROTECTION"
    GUARDIAN = "ACT.GUARDIAN"
    CHILD_INTERVIEW_STOP = "ACT.CHILD_INTERVIEW_STOP"
    PRESUME_CHILD = "ACT.PRESUME_CHILD"
    AGE_ASSESS_REQUEST = "ACT.AGE_ASSESS_REQUEST"
    INFORM_RIGHTS = "ACT.INFORM_RIGHTS"
    ASK_CONSENT = "ACT.ASK_CONSENT"
    REFER_NRM = "ACT.REFER_NRM"
    NOTIFY_ANON = "ACT.NOTIFY_ANON"
    NOTIFY_MANDATORY = "ACT.NOTIFY_MANDATORY"
    REFER_NGO = "ACT.REFER_NGO"
    REFER_LEGAL = "ACT.REFER_LEGAL"
    REFER_LABOUR = "ACT.REFER_LABOUR"
    WAGE_CLAIM = "ACT.WAGE_CLAIM"
    REFER_SHELTER = "ACT.REFER_SHELTER"
    REFLECTION_REQUEST = "ACT.REFLECTION_REQUEST"
    RESIDENCE_INFO = "ACT.RESIDENCE_INFO"
    ASYLUM_INFO = "ACT.ASYLUM_INFO"
    BLOCK_CONSULATE = "ACT.BLOCK_CONSULATE"
    CONSULATE_OFFER = "ACT.CONSULATE_OFFER"
    NONPUNISH_FLAG = "ACT.NONPUNISH_FLAG"
    LEGAL_URGENT = "ACT.LEGAL_URGENT"
    RELEASE_REVIEW = "ACT.RELEASE_REVIEW"
    INTERPRETER = "ACT.INTERPRETER"
    ACCESSIBILITY = "ACT.ACCESSIBILITY"
    FAMILY_TRACE = "ACT.FAMILY_TRACE"
    FAMILY_SAFETY = "ACT.FAMILY_SAFETY"
    RISK_RETURN = "ACT.RISK_RETURN"
    DOCS = "ACT.DOCS"
    COMPENSATION_INFO = "ACT.COMPENSATION_INFO"
    PRESERVE_EVIDENCE = "ACT.PRESERVE_EVIDENCE"
    OTHERS_AT_RISK = "ACT.OTHERS_AT_RISK"
    ALT_CHANNEL = "ACT.ALT_CHANNEL"
    FOLLOW_UP = "ACT.FOLLOW_UP"
    LEAVE_SAFE_CONTACT = "ACT.LEAVE_SAFE_CONTACT"
    BLOCK_FAMILY_CONTACT = "ACT.BLOCK_FAMILY_CONTACT"
    ROLE_NOTICE = "ACT.ROLE_NOTICE"
    SETTLE_AGE = "ACT.SETTLE_AGE"
    HOUSING = "ACT.HOUSING"
    PSYCHOSOCIAL = "ACT.PSYCHOSOCIAL"
    EDUCATION = "ACT.EDUCATION"
    TRAINING_WORK = "ACT.TRAINING_WORK"
    TRAVEL_HELP = "ACT.TRAVEL_HELP"
    REINTEGRATION = "ACT.REINTEGRATION"
    VIEWS = "ACT.VIEWS"
    RESTRICT_CASE = "ACT.RESTRICT_CASE"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTraits:
    """What an action is, whatever a pack says about it."""

    stage: Stage
    discloses: bool = False
    """Whether data about the person leaves the official's hands."""
    consent: ConsentNeed = ConsentNeed.NOT_NEEDED
    child_without_consent: bool = False
    """Whether, for a child, it goes ahead without consent (the child is told and heard)."""
    adults_only: bool = False
    """Whether it may go out for an adult only, so that it waits until age is settled."""
    protective: bool = True
    recipients: tuple[RecipientType, ...] = ()


def _discloses(
    stage: Stage, *recipients: RecipientType, consent: ConsentNeed = ConsentNeed.NEEDED, child: bool = False
) -> ActionTraits:
    return ActionTraits(
        stage=stage, discloses=True, consent=consent, child_without_consent=child, recipients=recipients
    )


def _does(stage: Stage, *recipients: RecipientType) -> ActionTraits:
    return ActionTraits(stage=stage, recipients=recipients)


_A = ActionCode
_R = RecipientType
_S = Stage

TRAITS: Mapping[ActionCode, ActionTraits] = {
    _A.SEPARATE_SAFELY: _does(_S.DANGER_AND_HEALTH),
    _A.SAFE_ROOM: _does(_S.DANGER_AND_HEALTH),
    _A.EMERGENCY_CALL: _discloses(_S.DANGER_AND_HEALTH, _R.EMERGENCY_SERVICE, consent=ConsentNeed.VITAL, child=True),
    _A.MEDICAL_EMERGENCY: _discloses(
        _S.DANGER_AND_HEALTH, _R.EMERGENCY_SERVICE, _R.HEALTH_SERVICE, consent=ConsentNeed.VITAL, child=True
    ),
    _A.MEDICAL_SA: _discloses(_S.DANGER_AND_HEALTH, _R.HEALTH_SERVICE),
    _A.MATERNAL: _discloses(_S.DANGER_AND_HEALTH, _R.HEALTH_SERVICE, child=True),
    _A.HEALTH_CARE: _discloses(_S.DANGER_AND_HEALTH, _R.HEALTH_SERVICE, child=True),
    _A.MENTAL_CRISIS: _discloses(
        _S.DANGER_AND_HEALTH, _R.HEALTH_SERVICE, _R.EMERGENCY_SERVICE, consent=ConsentNeed.VITAL, child=True
    ),
    _A.CHILD_PROTECTION: _discloses(_S.CHILD_PROTECTION, _R.CHILD_PROTECTION_AUTHORITY, child=True),
    _A.GUARDIAN: _discloses(_S.CHILD_PROTECTION, _R.GUARDIAN_AUTHORITY, _R.CHILD_PROTECTION_AUTHORITY, child=True),
    _A.CHILD_INTERVIEW_STOP: _does(_S.CHILD_PROTECTION),
    _A.PRESUME_CHILD: _does(_S.CHILD_PROTECTION),
    _A.AGE_ASSESS_REQUEST: _discloses(_S.CHILD_PROTECTION, _R.CHILD_PROTECTION_AUTHORITY, child=True),
    _A.SETTLE_AGE: _does(_S.CHILD_PROTECTION),
    _A.ROLE_NOTICE: _does(_S.INFORMATION_AND_CONSENT),
    _A.INTERPRETER: _does(_S.INFORMATION_AND_CONSENT, _R.INTERPRETER_SERVICE),
    _A.ACCESSIBILITY: _does(_S.INFORMATION_AND_CONSENT),
    _A.INFORM_RIGHTS: _does(_S.INFORMATION_AND_CONSENT),
    _A.ASK_CONSENT: _does(_S.INFORMATION_AND_CONSENT),
    _A.VIEWS: _does(_S.INFORMATION_AND_CONSENT),
    _A.LEAVE_SAFE_CONTACT: _does(_S.INFORMATION_AND_CONSENT),
    _A.RESTRICT_CASE: _does(_S.INFORMATION_AND_CONSENT),
    _A.ALT_CHANNEL: _does(_S.INFORMATION_AND_CONSENT),
    _A.BLOCK_FAMILY_CONTACT: _does(_S.INFORMATION_AND_CONSENT),
    _A.REFER_NRM: _discloses(_S.IDENTIFICATION, _R.COMPETENT_AUTHORITY, child=True),
    _A.NOTIFY_ANON: ActionTraits(
        stage=_S.IDENTIFICATION,
        discloses=True,
        consent=ConsentNeed.TOLD,
        adults_only=True,
        protective=False,
        recipients=(_R.COMPETENT_AUTHORITY,),
    ),
    _A.NOTIFY_MANDATORY: ActionTraits(
        stage=_S.IDENTIFICATION,
        discloses=True,
        consent=ConsentNeed.TOLD,
        child_without_consent=True,
        protective=False,
        recipients=(_R.POLICE, _R.PROSECUTOR, _R.IMMIGRATION_AUTHORITY, _R.CHILD_PROTECTION_AUTHORITY),
    ),
    _A.REFLECTION_REQUEST: _discloses(_S.IDENTIFICATION, _R.COMPETENT_AUTHORITY, _R.IMMIGRATION_AUTHORITY),
    _A.REFER_NGO: _discloses(_S.IDENTIFICATION, _R.NGO_SUPPORT),
    _A.REFER_SHELTER: _discloses(_S.IDENTIFICATION, _R.NGO_SUPPORT, _R.COMPETENT_AUTHORITY),
    _A.NONPUNISH_FLAG: _does(_S.IDENTIFICATION),
    _A.LEGAL_URGENT: _discloses(_S.IDENTIFICATION, _R.LEGAL_AID),
    _A.RELEASE_REVIEW: _discloses(_S.IDENTIFICATION, _R.LEGAL_AID, _R.COMPETENT_AUTHORITY, child=True),
    _A.REFER_LEGAL: _discloses(_S.IDENTIFICATION, _R.LEGAL_AID),
    _A.OTHERS_AT_RISK: _discloses(_S.IDENTIFICATION, _R.POLICE, _R.LABOUR_AUTHORITY, _R.CHILD_PROTECTION_AUTHORITY),
    _A.REFER_LABOUR: _discloses(_S.LABOUR, _R.LABOUR_AUTHORITY, _R.UNION),
    _A.WAGE_CLAIM: _does(_S.LABOUR),
    _A.PRESERVE_EVIDENCE: _does(_S.LABOUR),
    _A.COMPENSATION_INFO: _does(_S.LABOUR),
    _A.ASYLUM_INFO: _does(_S.RETURN),
    _A.BLOCK_CONSULATE: _does(_S.RETURN),
    _A.CONSULATE_OFFER: ActionTraits(
        stage=_S.RETURN,
        discloses=True,
        consent=ConsentNeed.NEEDED,
        protective=False,
        recipients=(_R.CONSULATE,),
    ),
    _A.RESIDENCE_INFO: _does(_S.RETURN),
    _A.RISK_RETURN: _does(_S.RETURN),
    _A.FAMILY_SAFETY: _discloses(_S.RETURN, _R.POLICE, _R.NGO_SUPPORT),
    _A.FAMILY_TRACE: _discloses(_S.LATER_SUPPORT, _R.FAMILY_TRACING),
    _A.DOCS: _discloses(_S.LATER_SUPPORT, _R.NGO_SUPPORT, _R.LEGAL_AID),
    _A.FOLLOW_UP: _does(_S.LATER_SUPPORT),
    _A.HOUSING: _discloses(_S.LATER_SUPPORT, _R.NGO_SUPPORT, _R.OTHER_SUPPORT),
    _A.PSYCHOSOCIAL: _discloses(_S.LATER_SUPPORT, _R.HEALTH_SERVICE, _R.NGO_SUPPORT),
    _A.EDUCATION: _discloses(_S.LATER_SUPPORT, _R.NGO_SUPPORT, _R.OTHER_SUPPORT),
    _A.TRAINING_WORK: _discloses(_S.LATER_SUPPORT, _R.NGO_SUPPORT, _R.LABOUR_AUTHORITY),
    _A.TRAVEL_HELP: _discloses(_S.LATER_SUPPORT, _R.NGO_SUPPORT),
    _A.REINTEGRATION: _discloses(_S.LATER_SUPPORT, _R.RECEIVING_SERVICE_ABROAD, _R.NGO_SUPPORT),
}
