"""Persons in a report: those who apply or sue, whose numbers and addresses are nobody's business."""

from __future__ import annotations

from gialint.lazy_regex import lazy_regex

PERSON = r"(?:申请人|当事人|原告|起诉人|投诉人|举报人|信访人|来信人|上诉人|第三人)"
NAME = r"[一-鿿某×]{2,4}"

BEFORE_A_NUMBER = 60
"""Characters before a mobile number in which its owner is looked for."""

OWNER = lazy_regex(rf"{PERSON}[为是:]?(?:(?P<name>{NAME})(?=[,(、:]))?(?P<between>[^。;]{{0,40}})$")
"""A person before a mobile number, which stands starred in a report."""

ADDRESS = lazy_regex(
    rf"{PERSON}[为是:]?(?P<name>{NAME})(?P<between>[,(、:][^。;]{{0,15}}?)"
    r"(?:家庭住址|住址|住所地?|户籍地?|家住|现住|住)[:为在于是]?"
    r"(?P<private>[^,。;()]{3,40}?[0-9一二三四五六七八九十](?:号院?|栋|幢|单元|室|组|户|弄)[^,。;()]{0,15})"
)
OFFERED = lazy_regex(r"[可请如]|拨打|致电|咨询|值班|热线|受理|监督电话|办公")
"""Words by which an office offers a number of its own to applicants."""
