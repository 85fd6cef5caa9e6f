"""Hide personal numbers before anything is printed: identity numbers, bank cards, mobile numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from unicodedata import east_asian_width

from gialint.finding import Result
from gialint.lazily import lazily
from gialint.reporting.rewriting import rewritten

_DIGITS = re.compile(r"\d{6}|\d{4}[ -]\d{4}")
"""Little to compile, and found wherever a long number is."""

_LONG = lazily(
    r"(?<!\d)(?:"
    r"(?P<identity>\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ])"
    r"|(?P<card>\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?)"
    r")(?!\d)"
)
_MOBILE = lazily(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


def masked(result: Result, *, mobiles: bool = False) -> Result:
    """Return the result with personal numbers masked in every text; to be called before any reporter.

    So are the words that findings tell to be secrets, in whatever text they stand.
    """
    secrets = {secret for report in result.reports for found in report.findings for secret in found.secrets}
    ordered = sorted(secrets, key=len, reverse=True)
    return rewritten(result, lambda text: _hidden(mask(text, mobiles=mobiles), ordered))


def mask(text: str, *, mobiles: bool = False) -> str:
    """Return the text with personal numbers as ``110*************58``, at the same length and width.

    Masked are resident identity numbers (GB 11643: checksum and birth date), bank cards
    (ISO/IEC 7812: Luhn; UnionPay 62, Visa 4, Mastercard 5) and, if told, mobile numbers.
    """
    if _DIGITS.search(text):
        text = _LONG.sub(_mask_if_personal, text)
    return _MOBILE.sub(lambda match: starred(match[0]), text) if mobiles else text


def personal_numbers(text: str) -> Iterator[tuple[int, int, Literal["identity", "card"]]]:
    """Yield where identity numbers and bank cards stand in a text."""
    for match in _LONG.finditer(text):
        kind = _personal(match)
        if kind:
            yield match.start(), match.end(), kind


def starred(text: str) -> str:
    """Return the text with stars for all but its ends, at the same length and width."""
    first, last = (3, 2) if len(text) > 7 else (1, 0)
    end = len(text) - last
    return text[:first] + "".join(map(_star, text[first:end])) + text[end:]


def is_identity_number(digits: str) -> bool:
    """Tell whether 18 characters are a resident identity number (GB 11643-1999)."""
    month, day = int(digits[10:12]), int(digits[12:14])
    if digits[6:8] not in ("18", "19", "20") or not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _IDENTITY_WEIGHTS, strict=False))
    return digits[17].upper() == _IDENTITY_CHECKS[total % 11]


def is_bank_card(digits: str) -> bool:
    """Tell whether 16 to 19 digits are a bank card's by prefix and checksum (ISO/IEC 7812-1)."""
    if not (digits.startswith("62") or digits[0] in "45"):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _hidden(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, starred(secret))
    return text


def _mask_if_personal(match: re.Match[str]) -> str:
    return starred(match[0]) if _personal(match) else match[0]


def _personal(match: re.Match[str]) -> Literal["identity", "card"] | None:
    plain = "".join(_plain(char) for char in match[0] if char not in " -")
    if match["identity"] and is_identity_number(plain):
        return "identity"
    return "card" if plain.isdigit() and is_bank_card(plain) else None


def _plain(char: str) -> str:
    """Return a digit of any width or script as ASCII; the final X as it is."""
    return str(int(char)) if char.isdecimal() else "X"


def _star(char: str) -> str:
    if char in " -":
        return char
    return "＊" if east_asian_width(char) in "WF" else "*"
