"""Names as banks and master data write them: the SQL macros that bring both to the same words.

What does **not** belong here: which payer a name is (`payer_marks.sql`, `similar_names.sql`).
"""

from __future__ import annotations

from pipelines.sql_text import literal

LEGAL_FORMS = """
LTD LIMITED PLC LLP LP LLC LC INC INCORPORATED CORP CORPORATION CO COMPANY CIE COMPAGNIE GMBH MBH GGMBH AG KG KGAA OHG UG
GBR EK EV EG AKTIENGESELLSCHAFT SE SA SAS SASU SARL SRL SRLS SPA SAPA SNC SCA SL SLU SAU SC SCRL SPRL BVBA BV NV VOF CV AB
HB KB AS ASA APS OY OYJ KFT ZRT NYRT DOO SRO AD EOOD OOD SPZOO ZOO PTY PTE PVT BHD SDN KK GK PT TBK LDA LTDA EIRELI SAB
PJSC JSC OJSC OOO ООО АО ПАО FZE FZCO FZC
"""
"""Legal forms of companies, dots and spaces between their letters left out."""
FILLERS = ("THE", "AND", "UND", "ET")

_SPELLINGS = {"ẞ": "SS", "ß": "SS", "Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D", "Þ": "TH"}
_SPELT = "upper(strip_accents(coalesce(name, '')))"
for _letter, _letters in _SPELLINGS.items():
    _SPELT = f"replace({_SPELT}, {literal(_letter)}, {literal(_letters)})"

MACROS = f"""
CREATE OR REPLACE MACRO spelt_words(name) AS list_filter(string_split(
    {"regexp_replace(" * 3}regexp_replace(regexp_replace({_SPELT}, '[.''’`´]', '', 'g'), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g'),
        '\\b(\\pL) (\\pL) (\\pL) (\\pL)\\b', '\\1\\2\\3\\4', 'g'), '\\b(\\pL) (\\pL) (\\pL)\\b', '\\1\\2\\3', 'g'),
        '\\b(\\pL) (\\pL)\\b', '\\1\\2', 'g'),
    ' '), lambda word: word <> '');
CREATE OR REPLACE MACRO telling_words(words) AS list_filter(words, lambda word, position:
    word NOT IN {FILLERS} AND (position = 1 OR word NOT IN {tuple(LEGAL_FORMS.split())}));
CREATE OR REPLACE MACRO name_text(name) AS coalesce(
    nullif(array_to_string(telling_words(spelt_words(name)), ' '), ''), array_to_string(spelt_words(name), ' '));
CREATE OR REPLACE MACRO name_key(name_text) AS replace(name_text, ' ', '');
-- Characters of the longest name that is compared with similar ones; banks cut names at 140.
CREATE OR REPLACE MACRO longest_name() AS 300;
CREATE OR REPLACE MACRO is_legal_form(word) AS word IN {tuple(LEGAL_FORMS.split())};
"""
"""`spelt_words`: capitals without accents and punctuation, "S. A." and "S.A." as one word. `name_text`: those without legal
forms and fillers, unless nothing else is there; a legal form that comes first is part of a name (`CO OP`). `name_key` makes
"SUPER MARKET" and "SUPERMARKET" one."""
