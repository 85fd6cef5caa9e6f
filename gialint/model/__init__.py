"""The model: what a report is, what was found in it, and the words for both, as frozen values.

Nothing of gialint is imported here; every station builds these values or reads them.
"""

from __future__ import annotations

from gialint.model.digest import (
    DIGEST_SCHEMA as DIGEST_SCHEMA,
    digest_of as digest_of,
    kept_claims as kept_claims,
    kept_facts as kept_facts,
    kept_place as kept_place,
    kept_sayings as kept_sayings,
    kept_values as kept_values,
)
from gialint.model.document import (
    Aside as Aside,
    AsideKind as AsideKind,
    Cell as Cell,
    Certainty as Certainty,
    Document as Document,
    Entry as Entry,
    Location as Location,
    Manner as Manner,
    Marked as Marked,
    Paragraph as Paragraph,
    Picture as Picture,
    Place as Place,
    Seam as Seam,
    Source as Source,
    Table as Table,
    is_remark as is_remark,
)
from gialint.model.finding import (
    MISSING as MISSING,
    NO_REPORT as NO_REPORT,
    NOT_CHECKED as NOT_CHECKED,
    TWICE as TWICE,
    Check as Check,
    Checked as Checked,
    Diagnostic as Diagnostic,
    Digest as Digest,
    Edit as Edit,
    Finding as Finding,
    Fix as Fix,
    FullText as FullText,
    Gap as Gap,
    Holding as Holding,
    LeftOut as LeftOut,
    Option as Option,
    Options as Options,
    ParagraphKind as ParagraphKind,
    Pointed as Pointed,
    Problem as Problem,
    Related as Related,
    Result as Result,
    Rule as Rule,
    RuleCard as RuleCard,
    RuleFinding as RuleFinding,
    Severity as Severity,
    Silence as Silence,
    Unassessed as Unassessed,
    fingerprint as fingerprint,
    is_engine as is_engine,
)
from gialint.model.likeness import Sketch as Sketch, share as share
from gialint.model.personal import (
    PERSONAL as PERSONAL,
    STARS as STARS,
    Kind as Kind,
    Number as Number,
    mask as mask,
    personal_numbers as personal_numbers,
    star_out as star_out,
    starred as starred,
)
from gialint.model.report import (
    Body as Body,
    SELF as SELF,
    WHY_UNREADABLE as WHY_UNREADABLE,
    Alike as Alike,
    Altered as Altered,
    Claim as Claim,
    Damage as Damage,
    Fact as Fact,
    Facts as Facts,
    Operator as Operator,
    Passage as Passage,
    Report as Report,
    Scope as Scope,
    Section as Section,
    State as State,
    Understood as Understood,
)
from gialint.model.text import (
    Listed as Listed,
    Text as Text,
    missing_package as missing_package,
    os_error as os_error,
    parser_error as parser_error,
    spaced as spaced,
)
