-- How a forgotten payer is recognised by keyed hashes, and how what it wrote, and what was written about it, is masked.
-- Variables: pipelines/forgetting/people.py.

-- Returns the HMAC-SHA256 of a text by the salt of the lake.
CREATE OR REPLACE MACRO keyed_hash(text) AS sha256(
    getvariable('outer_block')::BLOB || unhex(sha256(getvariable('inner_block')::BLOB || encode(text)))
);
-- Returns the hash of a key.
CREATE OR REPLACE MACRO key_hash(kind, company, id) AS keyed_hash(concat_ws(chr(31), kind, company, id));
-- Returns a name in which MUELLER is MULLER, which it is without its accents.
CREATE OR REPLACE MACRO folded(name) AS replace(replace(replace(name, 'AE', 'A'), 'OE', 'O'), 'UE', 'U');
-- Returns the hash of the words of a name.
CREATE OR REPLACE MACRO spelling_hash(words) AS key_hash('name', '', folded(array_to_string(words, '')));
-- Returns the hash of one word of a person's name, without digits and the 's of a genitive.
CREATE OR REPLACE MACRO word_hash(person, word) AS key_hash('word', person, folded(array_to_string(
    spelt_words(regexp_replace(regexp_replace(word, '\p{N}+', '', 'g'), '[''’`´]s$', '')), ''
)));
-- The pattern of a pseudonym.
CREATE OR REPLACE MACRO pseudonym_pattern() AS getvariable('pseudonym_pattern');
-- Returns the words of a token, of which a pseudonym is one, and what is between them.
CREATE OR REPLACE MACRO token_words(token) AS regexp_extract_all(
    token,
    pseudonym_pattern() || '|[\p{L}\p{N}\p{M}]+(?:[''’`´][\p{L}\p{N}\p{M}]+)*|[^\p{L}\p{N}\p{M}]+'
);
-- Tells whether a word is a pseudonym.
CREATE OR REPLACE MACRO is_pseudonym(word) AS regexp_full_match(word, pseudonym_pattern());
-- Returns a text with a digit in the place of each pseudonym.
CREATE OR REPLACE MACRO without_pseudonyms(text) AS regexp_replace(text, pseudonym_pattern(), '0', 'g');
-- Returns a word with each run of its letters replaced.
CREATE OR REPLACE MACRO letters_as(word, letters) AS regexp_replace(word, '(?:[\p{L}\p{M}]|[''’`´])+', letters, 'g');
-- Returns a word with every letter as x, every capital as X.
CREATE OR REPLACE MACRO crossed(word) AS
    regexp_replace(regexp_replace(word, '\p{Lu}', 'X', 'g'), '[^\P{L}\p{Lu}]|\p{M}', 'x', 'g');
-- Tells whether a word has letters.
CREATE OR REPLACE MACRO has_letters(word) AS regexp_matches(word, '[\p{L}\p{M}]');
-- Tells whether matching or the explanations read a word.
CREATE OR REPLACE MACRO is_read(word) AS
    regexp_matches(lower(word), getvariable('read_words')) OR says_in_part(word) OR says_discount(word);
-- Returns a JSON line without escapes of letters.
CREATE OR REPLACE MACRO in_letters(text) AS
    CASE WHEN contains(text, '\u') AND json_valid(text) THEN CAST(json(text) AS VARCHAR) ELSE text END;
-- The pattern of what an activity does, with which its note begins.
CREATE OR REPLACE MACRO activity_events() AS getvariable('activity_events');
-- Returns a note on an activity that keeps only what the activity did.
CREATE OR REPLACE MACRO masked_note(text) AS
    regexp_extract(text, '^(?:' || activity_events() || ')(?: -?[0-9.]+ [A-Z]{3})?(?:: |$)')
    || CASE
        WHEN regexp_full_match(text, '(?:' || activity_events() || ')(?: -?[0-9.]+ [A-Z]{3})?') THEN ''
        ELSE '(forgotten)'
    END;
-- Returns whose name it is, whoever's the row is.
CREATE OR REPLACE MACRO person_of(name_hash) AS getvariable('forgotten_names')[name_hash];
-- Tells whether others bear the name, too.
CREATE OR REPLACE MACRO is_shared_name(person, name_hash) AS
    list_contains(getvariable('shared_names'), key_hash('shared', person, name_hash));
