"""References as people write them: the SQL macros that both the books and the matching read them with."""

from __future__ import annotations

_YEAR, _MONTH, _DAY = r"(19|20)\d\d", "(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_FIELDS = "ROC|RFB|RFS|URI|IPI|EREF|KREF|MREF|SREF|SVWZ|OCMT|EXCH|CHGS|BNF|REMI|CINV|PURP|TXID|NARR"
_NAMES = "PO|INV|INVOICE|DN|RE|RG"

MACROS = rf"""
CREATE OR REPLACE MACRO normal_reference(reference) AS
    upper(regexp_replace(coalesce(reference, ''), '[^A-Za-z0-9]', '', 'g'));
CREATE OR REPLACE MACRO digits_of(reference) AS
    ltrim(regexp_replace(coalesce(reference, ''), '[^0-9]', '', 'g'), '0');
CREATE OR REPLACE MACRO advice_reference(reference, line_number) AS
    coalesce(nullif(normal_reference(reference), ''), line_number::VARCHAR || '#');
CREATE OR REPLACE MACRO plain_text(memo) AS regexp_replace(regexp_replace(regexp_replace(
    memo, '(?i)/+(?:{_FIELDS}|INV|REC|ACC)/+|\b(?:{_FIELDS})[/+]', ' ', 'g'), '//+|/((?:{_NAMES})\b)', ' \1', 'g'),
    '\b([A-Z]{{3}})([0-9][0-9.,]*[.,][0-9]+)\b', '\1 \2', 'g');
CREATE OR REPLACE MACRO words_in(memo) AS regexp_extract_all(
    plain_text(memo), '[A-Za-z0-9]+(?:[-/_.#][A-Za-z0-9]+)*(?:,[0-9]{{1,3}}\b)*(?:\.[0-9]+)?|[^\sA-Za-z0-9]');
CREATE OR REPLACE MACRO all_digits(reference) AS regexp_replace(reference, '[^0-9]', '', 'g');
CREATE OR REPLACE MACRO has_digits(word, least) AS length(regexp_replace(word, '[^0-9]', '', 'g')) >= least;
CREATE OR REPLACE MACRO references_in(memo) AS list_distinct(list_filter(words_in(memo), lambda word: has_digits(word, 4)));
CREATE OR REPLACE MACRO is_day(word) AS
    regexp_full_match(word, '{_YEAR}((0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?|[-/.]{_MONTH}([-/.]{_DAY})?)?')
    OR regexp_full_match(word, '{_MONTH}[-/.]{_YEAR}')
    OR regexp_full_match(word, '{_DAY}[-/.]{_MONTH}([-/.]({_YEAR}|\d\d))?')
    OR regexp_full_match(word, '{_MONTH}[-/.]{_DAY}([-/.]({_YEAR}|\d\d))?');
CREATE OR REPLACE MACRO is_amount(word, exponent) AS
    regexp_full_match(word, '[0-9]{{1,3}}(,[0-9]{{3}})+')
    OR (regexp_full_match(word, '[0-9]+([.,][0-9]{{3}})*[.,][0-9]+') AND length(regexp_extract(word, '[0-9]+$')) = exponent);
"""
"""`normal_reference`: capitals, letters and digits only. `digits_of`: its digits without leading zeros.
`advice_reference`: what a line of advice is about, or else the line itself. `plain_text`: a
memo without the codes of its fields (/ROC/, SVWZ+). `words_in`: the words and signs of a memo in their order; numbers keep
their separators and short ends (1001/02, 130101,102, 4,213.57). `references_in`: its words that hold four digits or more,
whole words only ("14" never matches inside "1814"). `is_day`: a year, a month or a day, in any usual order. `is_amount`: a
number with the currency's decimals, or with commas between its thousands."""
