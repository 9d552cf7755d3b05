"""What a decision asks to be looked at, and when, by the rules of `data/knowledge/surveillance.toml`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tumorboard.clinical import escc, sins
from tumorboard.domain.case import Case, Lesion
from tumorboard.domain.days import months_after
from tumorboard.domain.decision import Decision
from tumorboard.domain.followup import Proposal
from tumorboard.domain.vocabulary import FollowUpKind, Level
from tumorboard.knowledge.after import SurveillanceRule, Tier, surveillance_table
from tumorboard.knowledge.tables import Evidence

__all__ = ["Proposed", "Risk", "proposals", "risk_after_sbrt", "rule_keys"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing to look at. `due` is None where the rule names no day; `says` is why, in words."""

    kind: FollowUpKind
    level: Level | None
    due: date | None
    rule: str
    says: str
    source: str
    evidence: Evidence

    @property
    def proposal(self) -> Proposal | None:
        """What is kept of it with the follow-up; None where it names no day."""
        return None if self.due is None else Proposal(rule=self.rule, due=self.due, says=self.says)


@dataclass(frozen=True, slots=True)
class Risk:
    """Every risk that the record allows, the lowest first, whether all of it is recorded, and why in words."""

    tiers: tuple[Tier, ...]
    is_known: bool
    says: str

    @property
    def tier(self) -> Tier:
        """The highest that the record allows."""
        return self.tiers[-1]


def rule_keys() -> tuple[str, ...]:
    """The keys of the rules, for which a site may set its own days."""
    return tuple(rule.key for rule in surveillance_table().rules)


def risk_after_sbrt(lesions: Iterable[Lesion]) -> Risk:
    """The risk of progression after SBRT from epidural disease, paraspinal extension and SINS of the lesions.

    What is not recorded leaves more than one risk open, of which the earliest day is proposed, and is named.
    """
    factors = _factors(list(lesions))
    held = [name for name, holds in factors if holds]
    unknown = [name for name, holds in factors if holds is None]
    table = surveillance_table()
    possible = table.tier_by_factors[len(held) : len(held) + len(unknown) + 1]
    tiers = tuple(dict.fromkeys(possible))
    said = ", ".join(held) or f"none of epidural, paraspinal and SINS {table.sins_from} or more recorded"
    if not unknown:
        return Risk(tiers, True, said)
    spans = tiers[0] if len(tiers) == 1 else f"{tiers[0]} to {tiers[-1]}, the earliest day is proposed"
    return Risk(tiers, False, f"{said}; not recorded: {', '.join(unknown)} ({spans})")


def proposals(
    case: Case,
    decision: Decision,
    level: Level | None,
    on: date,
    *,
    days: Mapping[str, int] | None = None,
    seen: Mapping[FollowUpKind, date] | None = None,
) -> tuple[Proposed, ...]:
    """What is to be looked at after a decision, one of each kind, the earliest that any rule asks for.

    `level` is the lesion that the decision was about; `on` the day of treatment, or of the decision while that is not
    known. `days` are the site's own intervals by key of a rule; `seen` is when each kind was last done.
    """
    lesions = _lesions_meant(case, decision, level)
    risk = risk_after_sbrt(lesions)
    modalities = {step.modality for step in decision.steps}
    found: dict[FollowUpKind, Proposed] = {}
    for rule in surveillance_table().rules:
        if rule.after and not modalities & set(rule.after):
            continue
        if rule.tier is not None and rule.tier not in risk.tiers:
            continue
        each = _proposed(rule, level, on, days or {}, (seen or {}).get(rule.kind), risk)
        standing = found.get(rule.kind)
        if standing is None or _is_earlier(each, standing):
            found[rule.kind] = each
    return tuple(found.values())


def _proposed(
    rule: SurveillanceRule, level: Level | None, on: date, own: Mapping[str, int], seen: date | None, risk: Risk
) -> Proposed:
    says = rule.label
    if rule.key in own:
        due: date | None = (seen or on) + timedelta(days=own[rule.key])
        says = f"{says}; the site's own: {own[rule.key]} days"
    else:
        due = _due(rule, on, seen)
    if rule.tier is not None:
        says = f"{says} ({risk.says})"
    return Proposed(rule.kind, level, due, rule.key, says, rule.source, rule.evidence)


def _due(rule: SurveillanceRule, on: date, seen: date | None) -> date | None:
    """The day that a rule asks for, counted from the last time; None where it is on symptoms."""
    is_later = seen is not None and (rule.until_days is None or (seen - on).days >= rule.until_days)
    if is_later and rule.then_days is not None:
        return (seen or on) + timedelta(days=rule.then_days)
    if rule.months is not None:
        return months_after(seen or on, rule.months)
    return None if rule.days is None else (seen or on) + timedelta(days=rule.days)


def _is_earlier(one: Proposed, other: Proposed) -> bool:
    return one.due is not None and (other.due is None or one.due < other.due)


def _lesions_meant(case: Case, decision: Decision, level: Level | None) -> Sequence[Lesion]:
    """The lesions at the levels of the irradiation, else at the level that was decided on, else all of them."""
    irradiated = {each for step in decision.steps if step.modality == "sbrt" for each in step.levels}
    for wanted in (irradiated, {level} if level else set()):
        found = [lesion for lesion in case.lesions if lesion.level in wanted]
        if found:
            return found
    return case.lesions


def _factors(lesions: Sequence[Lesion]) -> Sequence[tuple[str, bool | None]]:
    table = surveillance_table()
    epidural, total = escc.rank(table.epidural_from), table.sins_from
    return (
        ("epidural disease", _any(None if each.escc is None else escc.rank(each.escc) >= epidural for each in lesions)),
        ("paraspinal extension", _any(each.paraspinal for each in lesions)),
        (f"SINS {total} or more", _any(_reaches(each, total) for each in lesions)),
    )


def _reaches(lesion: Lesion, total: int) -> bool | None:
    score = sins.score(lesion)
    if score.low >= total:
        return True
    return None if score.high >= total else False


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True where one is; else unknown where one is, or where there is no lesion; else False."""
    each = list(answers)
    if any(each):
        return True
    return None if None in each or not each else False
