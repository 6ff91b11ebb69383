"""What a memo says of the numbers in it: the SQL macros that read the words before and after one.

`said_before` and `said_after` are the words and signs beside a number, with a blank between them. What does not belong here:
how a number is written (`pipelines.books.references`) and which document it means (`reading.py`).
"""

from __future__ import annotations

_DOCUMENT = "invs?|invoices?|bills?|factures?|facturas?|fra|rechnung(?:en)?|re|rg|cm|credit memo|doc|document"
_NUMBER = "(?: (?:no|nos|nr|num|number|[#:.]))*$"
_ORDER = "po|purchase order|order|bestellung|commande"
_DELIVERY = "dn|delivery|delivery note|lieferschein|bol"
_OTHERS = "chk|check|cheque|acct|iban|tel|phone|trace|batch|customer|cust|vendor|supplier|date|dated|vom"
_UNITS = "pcs|pieces|units|ea|kg|lbs|cases|ctn|days|percent|%"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_STILL = "(?:(?:is|are|was|still|being|has|been|in|under|will|to|be) )*"
_NOT_PAID = (
    "disputed|dispute|follows?|following|not (?:yet )?(?:paid|included|due|approved)|unpaid|excluded|withheld|on hold|"
    "held back|outstanding|already paid|previously paid|paid (?:already|before|earlier|separately|previously|next|later)|"
    "paid (?:on )?[0-9]{1,2}[-/.][0-9]"
)
_EXCEPT = (
    "excl|excluding|except|excepto|salvo|sauf|ohne|ausser|without|w/o|but|less|minus|unpaid|already paid|"
    "not (?:yet )?(?:paid|paying|included|for)|not"
)
_PAYMENT = "ref|reference|referenz|trn|transfer|transaction"
_RANGE = "bis|to|thru|through|until"
_LESS = "less|minus|abzgl|abzüglich|moins|menos|deduct[a-z]*|short[a-z]*|bank charges|chgs"
_CALLED = f"(?: (?:{_DOCUMENT}|no|nr|[#:.]))*"
_LISTED = "(?: [A-Za-z]*[-]?[0-9]{4,} (?:[,&]|and))*"

MACROS = f"""
CREATE OR REPLACE MACRO names_document(said_before) AS
    regexp_matches(said_before, '(?i)\\b(?:{_DOCUMENT}){_NUMBER}|^(?:nos?|nr|#)$');
CREATE OR REPLACE MACRO means_tier(said_before) AS CASE
    WHEN regexp_matches(said_before, '(?i)\\b(?:{_ORDER}){_NUMBER}') THEN 4
    WHEN regexp_matches(said_before, '(?i)\\b(?:{_DELIVERY}){_NUMBER}') THEN 5
END;
CREATE OR REPLACE MACRO counts_something(said_before, said_after, currency) AS
    ends_with(upper(said_before), currency) OR regexp_matches(said_before, '(?i)(?:[$€£¥]$|\\b(?:{_OTHERS}){_NUMBER})')
    OR regexp_matches(said_before, '(?i)(?:^|[^n] )account{_NUMBER}')
    OR regexp_matches(said_after, '(?i)^(?:{_UNITS})(?: |$)')
    -- A currency before the next number is that one's.
    OR (starts_with(upper(said_after), currency) AND NOT regexp_matches(said_after, '^[A-Za-z]{{3}} [0-9]'))
    OR regexp_matches(said_after, '^[$€£¥](?: [^0-9]|$)');
CREATE OR REPLACE MACRO amount_after(said_after) AS
    regexp_extract(said_after, '^(?:[:=] |[*] (?:[A-Z]{{2}} )?[*] )?(?:[A-Z]{{3}} |[$€£¥] )?([0-9.,]+)(?: |$)', 1);
CREATE OR REPLACE MACRO said_amount(said_after, currency) AS TRY_CAST(
    CASE WHEN is_amount(amount_after(said_after), currency_exponent(currency))
        THEN regexp_replace(amount_after(said_after), '[^0-9]', '', 'g') END AS BIGINT);
CREATE OR REPLACE MACRO is_set_aside(said_after) AS regexp_matches(said_after, '(?i)^{_STILL}(?:{_NOT_PAID})');
CREATE OR REPLACE MACRO is_excepted(said_before) AS
    regexp_matches(said_before, '(?i)\\b(?:{_EXCEPT}){_CALLED}{_LISTED}$');
CREATE OR REPLACE MACRO names_payment(said_before) AS regexp_matches(said_before, '(?i)\\b(?:{_PAYMENT}){_NUMBER}');
CREATE OR REPLACE MACRO range_end(said_after) AS
    regexp_extract(said_after, '(?i)^(?:{_RANGE}|[-–]|a|al|à){_CALLED} [A-Za-z0-9/._-]*?([0-9]{{1,18}})(?: |$)', 1);
CREATE OR REPLACE MACRO is_sure_range(said_after) AS
    regexp_matches(said_after, '(?i)^(?:{_RANGE}){_CALLED} [^ ]*[0-9]{{4}}');
CREATE OR REPLACE MACRO short_ends(said_after) AS CASE WHEN NOT regexp_matches(said_after, '(?i)^, [0-9]+ (?:{_MONTHS})')
    THEN rtrim(regexp_replace(
        regexp_extract(said_after, '(?i)^(?:(?:[,&+;]|and|und|et) [0-9]{{1,3}}(?: |$))+'), '[^0-9]+', '/', 'g'), '/')
    ELSE '' END;
CREATE OR REPLACE MACRO words_on_shortfall(memo) AS
    left(nullif(regexp_extract(memo, '(?i)(?:^|[^a-z])(?:{_LESS})(?:[^a-z].*)?$'), ''), 1000);
"""
"""`names_document`: a word for an invoice stands right before the number. `means_tier`: the tier of an order (4) or a
delivery (5), where it is called one. `counts_something`: it is an amount of that currency, a quantity, a check or an
account. `said_amount`: the amount right after it, in minor units. `is_set_aside`: it is disputed, follows later or is paid
before. `is_excepted`: all but it is paid. `names_payment`: it is called a reference, of whatever. `range_end`: the last
digits of the number up to which a range goes; `is_sure_range`: it says so in words. `short_ends`: the last digits of other
numbers that follow it: `, 102 and 103` is `/102/103`. `words_on_shortfall`: a thousand characters of a memo from
where it says that less is paid; else null."""
