"""The tiers of matching, the words of a payment in part, and percentages: what the SQL of the engine shares.

Confidence of a tier: 1 where the ERP has posted; otherwise the share of such matches that proved right on simulated
books (`python -m data.accuracy`), rounded down.
"""

from __future__ import annotations

from pipelines.sql_text import literal

TIERS: dict[int, tuple[str, float]] = {
    1: ("exact", 0.999),
    2: ("normalised", 0.997),
    3: ("digits", 0.99),
    4: ("order", 0.97),
    5: ("delivery", 0.98),
    6: ("last_digits", 0.95),
    7: ("claim", 0.97),
    8: ("slip", 0.97),
    9: ("none", 0.5),
    10: ("look_alike", 0.98),
    11: ("several", 0.98),
    12: ("cut", 0.97),
    13: ("spreadsheet", 0.97),
    14: ("order", 0.97),
    15: ("amount", 0.97),
}
NEAR = (8, 12, 13)

_NAMES = " ".join(f"WHEN {tier} THEN {literal(name)}" for tier, (name, _) in TIERS.items())
_CONFIDENCES = " ".join(f"WHEN {tier} THEN {confidence}" for tier, (_, confidence) in TIERS.items())
_IN_PART = (
    "part[- ]?(pay|pmt|settle)|partial|on account|a conto|instal|down ?payment|acompte|anzahlung|akonto|abschlag|"
    "teil(zahlung|betrag)|ratenzahlung|rate \\d|\\d\\W*rate|a cuenta|parcial|paiement partiel|a/c pay|rest(zahlung)? folgt|"
    "(balance|rest|remainder|remaining)[a-z ]{0,12} (follow|later|next|to come)"
)

MACROS = f"""
CREATE OR REPLACE MACRO tier_name(tier) AS CASE tier {_NAMES} END;
CREATE OR REPLACE MACRO tier_confidence(tier) AS CAST(CASE tier {_CONFIDENCES} END AS DOUBLE);
CREATE OR REPLACE MACRO is_near_tier(tier) AS tier IN {NEAR};
CREATE OR REPLACE MACRO earnable_on(day, discount_date, left_of_terms) AS
    CASE WHEN day <= discount_date + getvariable('grace_days')::INTEGER THEN greatest(left_of_terms, 0) ELSE 0 END;
CREATE OR REPLACE MACRO states_amount(paid, settled, invoiced, gross, due, terms_discount) AS
    coalesce(invoiced = gross, false) OR settled IN (gross, due) OR paid + terms_discount = gross OR paid = -abs(due);
CREATE OR REPLACE MACRO percent_of(minor, percent) AS
    CAST((CAST(minor AS HUGEINT) * CAST(coalesce(percent, 0) * 10000 AS BIGINT) + 500000) // 1000000 AS BIGINT);
CREATE OR REPLACE MACRO advice_key(payer, remittance) AS 'advice ' || coalesce(payer, '') || ' ' || remittance || chr(10);
CREATE OR REPLACE MACRO says_discount(words) AS
    regexp_matches(coalesce(words, ''), '(?i)\\b(discount|skonto|escompte)');
CREATE OR REPLACE MACRO claim_paid_back(reference) AS
    nullif(regexp_extract(reference, '(?i)^\\s*(.*[0-9][-_ ]?SC)R\\s*$', 1), '');
CREATE OR REPLACE MACRO says_in_part(words) AS
    regexp_matches(coalesce(words, ''), '(?i)\\b({_IN_PART})')
    AND NOT regexp_matches(coalesce(words, ''), '(?i)\\bpartial (ship|deliver|receipt|quant|order|credit|return)');
"""
"""`earnable_on`: what of the terms' discount a payment of that day still earns. `states_amount`: whether a line of advice
(what it pays, and settles with what it takes off) has an amount of the document. `percent_of` rounds half up to the minor
unit; its amount is never negative. `claim_paid_back`: a retailer pays its shortage claim 4711SC back as 4711SCR (Amazon's
endings, as in the shipped reason codes). `says_in_part`: the words of a payment in part."""
