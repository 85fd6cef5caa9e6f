"""Hide personal numbers before anything is printed: identity numbers, bank cards, mobile numbers."""

from __future__ import annotations

import re

from gialint.finding import Result
from gialint.reporting.rewriting import rewritten

_LONG = re.compile(
    r"(?<!\d)(?:"
    r"(?P<identity>\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ])"
    r"|(?P<card>\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?)"
    r")(?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


def masked(result: Result, *, mobiles: bool = False) -> Result:
    """Return the result with personal numbers masked in every text; to be called before any reporter."""
    return rewritten(result, lambda text: mask(text, mobiles=mobiles))


def mask(text: str, *, mobiles: bool = False) -> str:
    """Return the text with personal numbers as ``110*************58``, at the same length and width.

    Masked are resident identity numbers (GB 11643: checksum and birth date), bank cards
    (ISO/IEC 7812: Luhn; UnionPay 62, Visa 4, Mastercard 5) and, if told, mobile numbers.
    """
    text = _LONG.sub(_mask_if_personal, text)
    return _MOBILE.sub(_stars, text) if mobiles else text


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


def _mask_if_personal(match: re.Match[str]) -> str:
    plain = "".join(_plain(char) for char in match[0] if char not in " -")
    if match["identity"] and is_identity_number(plain):
        return _stars(match)
    if plain.isdigit() and is_bank_card(plain):
        return _stars(match)
    return match[0]


def _plain(char: str) -> str:
    """Return a digit of any width or script as ASCII; the final X as it is."""
    return str(int(char)) if char.isdecimal() else "X"


def _stars(match: re.Match[str]) -> str:
    text = match[0]
    return text[:3] + "".join(_star(char) for char in text[3:-2]) + text[-2:]


def _star(char: str) -> str:
    if char in " -":
        return char
    return "＊" if "！" <= char <= "～" else "*"
