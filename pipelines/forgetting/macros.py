"""The SQL macros that recognise a forgotten payer by keyed hashes, and mask what it wrote and what was written about it.

What does **not** belong here: which rows are a payer's, and which column is masked how (`masks.py`).
"""

from __future__ import annotations

from pipelines.tables.extracts import ACTIVITY_KINDS, RESOLUTIONS

_LETTERS = r"[\p{L}\p{M}]"
_WORD = r"[\p{L}\p{N}\p{M}]+(?:[''’`´][\p{L}\p{N}\p{M}]+)*"
_TOKEN = r"[\p{L}\p{N}\p{M}]+(?:[-/_.#''’`´][\p{L}\p{N}\p{M}]+)*"
_BETWEEN = r"[^\p{L}\p{N}\p{M}]+"
_EVENTS = "|".join(sorted({name.replace("_", ".") for name in (*ACTIVITY_KINDS, *RESOLUTIONS)}))

MACROS = rf"""
CREATE OR REPLACE MACRO keyed_hash(text) AS sha256(
    getvariable('outer_block')::BLOB || unhex(sha256(getvariable('inner_block')::BLOB || encode(text))));
CREATE OR REPLACE MACRO key_hash(kind, company, id) AS keyed_hash(concat_ws(chr(31), kind, company, id));
CREATE OR REPLACE MACRO folded(name) AS replace(replace(replace(name, 'AE', 'A'), 'OE', 'O'), 'UE', 'U');
CREATE OR REPLACE MACRO spelling_hash(words) AS key_hash('name', '', folded(array_to_string(words, '')));
CREATE OR REPLACE MACRO name_hash(name) AS spelling_hash([name_key(name_text(name))]);
CREATE OR REPLACE MACRO word_hash(person, word) AS key_hash('word', person, folded(array_to_string(spelt_words(
    regexp_replace(regexp_replace(word, '\p{{N}}+', '', 'g'), '[''’`´]s$', '')), '')));
CREATE OR REPLACE MACRO letters_as(word, letters) AS regexp_replace(word, '(?:{_LETTERS}|[''’`´])+', letters, 'g');
CREATE OR REPLACE MACRO crossed(word) AS
    regexp_replace(regexp_replace(word, '\p{{Lu}}', 'X', 'g'), '[^\P{{L}}\p{{Lu}}]|\p{{M}}', 'x', 'g');
CREATE OR REPLACE MACRO is_read(word) AS list_contains(getvariable('vocabulary'), lower(word))
    OR list_bool_or(list_transform(getvariable('stems'), lambda stem: starts_with(lower(word), stem)))
    OR says_in_part(word) OR says_discount(word);

CREATE OR REPLACE MACRO without_name(person, text, is_crossed) AS list_transform(
    [regexp_extract_all(text, '{_WORD}|{_BETWEEN}')],
    lambda words: array_to_string(list_transform(
        [list_transform(words, lambda word: regexp_matches(word, '{_LETTERS}')
            AND list_contains(getvariable('forgotten_words'), word_hash(person, word)))],
        lambda of_name: array_to_string(list_transform(words, lambda word, place:
            CASE WHEN of_name[place] AND (
                    (length(word) > 2 AND NOT is_read(word))
                    OR (place > 2 AND coalesce(of_name[place - 2], false)) OR coalesce(of_name[place + 2], false))
                THEN CASE WHEN is_crossed THEN crossed(word) ELSE letters_as(word, person) END
                ELSE word END), '')), ''))[1];
CREATE OR REPLACE MACRO mask_sentence(person, text) AS regexp_replace(
    without_name(person, text, false), person || '(?:[^\p{{L}}\p{{N}}]+' || person || ')+', person, 'g');
CREATE OR REPLACE MACRO unread_crossed(token) AS array_to_string(list_transform(
    regexp_extract_all(token, '{_WORD}|{_BETWEEN}'),
    lambda word: CASE WHEN is_read(word) OR regexp_full_match(word, '\p{{Ll}}') THEN word ELSE crossed(word) END), '');
CREATE OR REPLACE MACRO in_letters(text) AS
    CASE WHEN contains(text, '\u') AND json_valid(text) THEN CAST(json(text) AS VARCHAR) ELSE text END;
CREATE OR REPLACE MACRO mask_text(person, text) AS array_to_string(list_transform(
    list_zip(
        regexp_extract_all(text, '{_TOKEN}|{_BETWEEN}'),
        regexp_extract_all(without_name(person, text, true), '{_TOKEN}|{_BETWEEN}')),
    lambda token: CASE
        WHEN regexp_matches(token[1], '\p{{N}}') THEN mask_sentence(person, token[1])
        ELSE unread_crossed(token[2]) END), '');
CREATE OR REPLACE MACRO mask_memo(person, text) AS mask_text(person, in_letters(text));
CREATE OR REPLACE MACRO mask_note(person, activity, text) AS CASE
    WHEN activity IN ('by night', 'assigned', 'merged') THEN mask_sentence(person, text)
    ELSE regexp_extract(text, '^(?:{_EVENTS})(?: -?[0-9.]+ [A-Z]{{3}})?(?:: |$)')
        || CASE WHEN regexp_full_match(text, '(?:{_EVENTS})(?: -?[0-9.]+ [A-Z]{{3}})?') THEN '' ELSE '(forgotten)' END END;
CREATE OR REPLACE MACRO mask_name(person, name) AS CASE
    WHEN getvariable('forgotten_names')[name_hash(name)] = person
        OR list_contains(getvariable('shared_names'), key_hash('shared', person, name_hash(name))) THEN person
    ELSE name END;
CREATE OR REPLACE MACRO mask_bearer(person, name) AS CASE WHEN name IS NULL THEN NULL ELSE
    coalesce(getvariable('forgotten_names')[name_hash(name)], mask_name(person, name)) END;
CREATE OR REPLACE MACRO mask_mark(person, mark) AS
    CASE WHEN mask_bearer(person, mark) = mark THEN mark ELSE name_text(mask_bearer(person, mark)) END;

CREATE OR REPLACE MACRO runs_in(text) AS list_transform(
    [telling_words(spelt_words(text))],
    lambda words: flatten(list_transform(range(1, getvariable('longest_name') + 1), lambda size:
        list_transform(range(1, greatest(length(words) - size + 2, 1)), lambda start:
            spelling_hash(words[start:start + size - 1])))))[1];
CREATE OR REPLACE MACRO names_in(text) AS list_transform(
    [runs_in(text)],
    lambda runs: CASE WHEN list_has_any(runs, getvariable('namesakes')) THEN [] ELSE runs END)[1];
CREATE OR REPLACE MACRO ids_in(text) AS list_transform(
    [list_distinct(list_filter(string_split_regex(text, '[\s,;|:"{{}}\[\]]+'), lambda id: id <> ''))],
    lambda ids: list_concat(
        flatten(list_transform(ids, lambda id: [key_hash('payer', '', id), key_hash('dispute', '', id)])),
        flatten(list_transform(list_intersect(ids, getvariable('companies')), lambda company:
            flatten(list_transform(ids, lambda id:
                [key_hash('document', company, id), key_hash('payment', company, id)]))))))[1];
CREATE OR REPLACE MACRO keys_in(text) AS list_distinct(list_concat(names_in(in_letters(text)), ids_in(text)));
"""
"""`keyed_hash`: HMAC-SHA256 by the salt of the lake. `folded`: MUELLER as MULLER, which it is without its accents.
`crossed`: every letter as x. `is_read`: matching reads it. `without_name`: the words of the name replaced; one that
is short, or is read, only beside another. `mask_memo` keeps the length, for banks cut memos at certain lengths. `mask_note`
keeps what the activity did. `mask_bearer`, `mask_mark`: a name that is the person's, whoever's the row is. `in_letters`: a
JSON line without escapes of letters. `runs_in`: the hashes of all runs of words of a raw row; `names_in`: none where a
longer name of somebody else is in it. `keys_in`: all hashes by which a raw row may be a person's."""
