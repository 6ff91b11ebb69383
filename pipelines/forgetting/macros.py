"""The SQL macros that recognise a forgotten payer by keyed hashes, and mask what it wrote and what was written about it.

What does **not** belong here: which rows are a payer's, and which column is masked how (`masks.py`).
"""

from __future__ import annotations

from pipelines.forgetting.person import PSEUDONYM
from pipelines.tables.extracts import ACTIVITY_KINDS, RESOLUTIONS

_LETTERS = r"[\p{L}\p{M}]"
_WORD = r"[\p{L}\p{N}\p{M}]"
_EVENTS = "|".join(sorted({name.replace("_", ".") for name in (*ACTIVITY_KINDS, *RESOLUTIONS)}))

MACROS = rf"""
CREATE OR REPLACE MACRO keyed_hash(text) AS sha256(
    getvariable('outer_block')::BLOB || unhex(sha256(getvariable('inner_block')::BLOB || encode(text))));
CREATE OR REPLACE MACRO key_hash(kind, company, id) AS keyed_hash(concat_ws(chr(31), kind, company, id));
CREATE OR REPLACE MACRO folded(name) AS replace(replace(replace(name, 'AE', 'A'), 'OE', 'O'), 'UE', 'U');
CREATE OR REPLACE MACRO spelling_hash(words) AS key_hash('name', '', folded(array_to_string(words, '')));
CREATE OR REPLACE MACRO word_hash(person, word) AS key_hash('word', person, folded(array_to_string(spelt_words(
    regexp_replace(regexp_replace(word, '\p{{N}}+', '', 'g'), '[''’`´]s$', '')), '')));
CREATE OR REPLACE MACRO token_words(token) AS
    regexp_extract_all(token, '{PSEUDONYM}|{_WORD}+(?:[''’`´]{_WORD}+)*|[^\p{{L}}\p{{N}}\p{{M}}]+');
CREATE OR REPLACE MACRO is_pseudonym(word) AS regexp_full_match(word, '{PSEUDONYM}');
CREATE OR REPLACE MACRO without_pseudonyms(text) AS regexp_replace(text, '{PSEUDONYM}', '0', 'g');
CREATE OR REPLACE MACRO letters_as(word, letters) AS regexp_replace(word, '(?:{_LETTERS}|[''’`´])+', letters, 'g');
CREATE OR REPLACE MACRO crossed(word) AS
    regexp_replace(regexp_replace(word, '\p{{Lu}}', 'X', 'g'), '[^\P{{L}}\p{{Lu}}]|\p{{M}}', 'x', 'g');
CREATE OR REPLACE MACRO has_letters(word) AS regexp_matches(word, '{_LETTERS}');
CREATE OR REPLACE MACRO is_read(word) AS
    regexp_matches(lower(word), getvariable('read_words')) OR says_in_part(word) OR says_discount(word);
CREATE OR REPLACE MACRO in_letters(text) AS
    CASE WHEN contains(text, '\u') AND json_valid(text) THEN CAST(json(text) AS VARCHAR) ELSE text END;
CREATE OR REPLACE MACRO masked_note(text) AS
    regexp_extract(text, '^(?:{_EVENTS})(?: -?[0-9.]+ [A-Z]{{3}})?(?:: |$)')
    || CASE WHEN regexp_full_match(text, '(?:{_EVENTS})(?: -?[0-9.]+ [A-Z]{{3}})?') THEN '' ELSE '(forgotten)' END;
CREATE OR REPLACE MACRO person_of(name_hash) AS getvariable('forgotten_names')[name_hash];
CREATE OR REPLACE MACRO is_shared_name(person, name_hash) AS
    list_contains(getvariable('shared_names'), key_hash('shared', person, name_hash));
"""
"""`keyed_hash`: HMAC-SHA256 by the salt of the lake. `folded`: MUELLER as MULLER, which it is without its accents.
`token_words`: the words of a token, of which a pseudonym is one, and what is between. `without_pseudonyms`: digits instead.
`crossed`: every letter as x. `is_read`: matching reads it. `in_letters`: a JSON line without escapes of letters.
`masked_note`: keeps what the activity did. `person_of`: whose name it is, whoever's the row is."""
