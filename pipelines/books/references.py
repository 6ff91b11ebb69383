"""References as people write them: the SQL macros that both the books and the matching read them with."""

from __future__ import annotations

MACROS = r"""
CREATE OR REPLACE MACRO normal_reference(reference) AS
    upper(regexp_replace(coalesce(reference, ''), '[^A-Za-z0-9]', '', 'g'));
CREATE OR REPLACE MACRO digits_of(reference) AS
    ltrim(regexp_replace(coalesce(reference, ''), '[^0-9]', '', 'g'), '0');
CREATE OR REPLACE MACRO references_in(memo) AS
    list_distinct(list_filter(
        regexp_extract_all(memo, '[A-Za-z0-9]+(?:[-/_.#][A-Za-z0-9]+)*'),
        lambda token: length(regexp_replace(token, '[^0-9]', '', 'g')) >= 4
    ));
"""
"""`normal_reference`: capitals, letters and digits only. `digits_of`: its digits without leading zeros. `references_in`:
the words of a memo that hold four digits or more, whole words only ("14" never matches inside "1814")."""
