"""Keeping: claims and accounts as text for the store, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from bot.claims.claim import Account, Claim
from bot.text.dates import DateValue
from bot.text.durations import DurationValue
from bot.text.numbers import NumberValue
from bot.verdicts.comparing import Typed
from store.spans import Span

_TYPES: Mapping[str, type[DateValue] | type[NumberValue] | type[DurationValue]] = {
    "date": DateValue,
    "number": NumberValue,
    "duration": DurationValue,
}
_DAYS = frozenset({"earliest", "latest", "alternate"})
_FIGURES = frozenset({"low", "high", "play"})


def dump_claim(claim: Claim) -> str:
    """Return a claim as JSON."""
    plain = {
        field.name: getattr(claim, field.name) for field in fields(claim) if field.name != "value"
    }
    plain |= {
        "value": _dump_value(claim.value),
        "near": dict(claim.near),
        "scope": sorted(claim.scope),
        "period": [day.isoformat() for day in claim.period] if claim.period else None,
    }
    return json.dumps(plain, ensure_ascii=False)


def load_claim(payload: str) -> Claim:
    """Return the claim that `dump_claim` wrote."""
    plain = json.loads(payload)
    first, last = (date.fromisoformat(day) for day in plain["period"] or ("0001-01-01",) * 2)
    return Claim(
        **{
            **plain,
            "span": Span(*plain["span"]),
            "sentence": Span(*plain["sentence"]),
            "value": _load_value(plain["value"]),
            "names": tuple(plain["names"]),
            "scope": frozenset(plain["scope"]),
            "period": (first, last) if plain["period"] else None,
        }
    )


def _dump_value(value: Typed) -> dict[str, Any] | None:
    if value is None:
        return None
    name = next(name for name, kept in _TYPES.items() if isinstance(value, kept))
    plain = {key: _plain(part) for key, part in asdict(value).items() if part is not None}
    return {"type": name, **plain}


def _plain(part: object) -> object:
    if isinstance(part, Decimal):
        return str(part)
    return part.isoformat() if isinstance(part, date) else part


def _load_value(plain: dict[str, Any] | None) -> Typed:
    if plain is None:
        return None
    kind = _TYPES[plain["type"]]
    parts = {key: _part(key, part) for key, part in plain.items() if key != "type"}
    if kind is not DateValue:
        parts = {"low": None, "high": None, **parts}
    return kind(**parts)


def _part(key: str, part: Any) -> Any:
    if key in _DAYS:
        return date.fromisoformat(part)
    return Decimal(part) if key in _FIGURES else part


def dump_story(account: Account) -> str:
    """Return what an account keeps beside its names and claims."""
    return json.dumps({"people": sorted(account.people), "officials": sorted(account.officials)})


def load_account(
    article_id: str,
    version: int,
    published_at: str | None,
    names: frozenset[str],
    story: str,
    claims: tuple[Claim, ...] = (),
) -> Account:
    """Return an account from what the store kept of it."""
    plain = json.loads(story)
    return Account(
        article_id=article_id,
        version=version,
        published_at=published_at,
        names=names,
        people=frozenset(plain.get("people", ())),
        officials=frozenset(plain.get("officials", ())),
        claims=tuple(claim for claim in claims if claim.kind != "statement"),
        statements=tuple(claim for claim in claims if claim.kind == "statement"),
    )
