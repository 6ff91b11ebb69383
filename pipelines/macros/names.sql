-- Names as banks and master data write them, brought to the same words.

-- Legal forms of companies, dots and spaces between their letters left out.
CREATE OR REPLACE MACRO legal_forms() AS [
    'LTD', 'LIMITED', 'PLC', 'LLP', 'LP', 'LLC', 'LC', 'INC', 'INCORPORATED', 'CORP', 'CORPORATION', 'CO', 'COMPANY', 'CIE',
    'COMPAGNIE', 'GMBH', 'MBH', 'GGMBH', 'AG', 'KG', 'KGAA', 'OHG', 'UG', 'GBR', 'EK', 'EV', 'EG', 'AKTIENGESELLSCHAFT',
    'SE', 'SA', 'SAS', 'SASU', 'SARL', 'SRL', 'SRLS', 'SPA', 'SAPA', 'SNC', 'SCA', 'SL', 'SLU', 'SAU', 'SC', 'SCRL', 'SPRL',
    'BVBA', 'BV', 'NV', 'VOF', 'CV', 'AB', 'HB', 'KB', 'AS', 'ASA', 'APS', 'OY', 'OYJ', 'KFT', 'ZRT', 'NYRT', 'DOO', 'SRO',
    'AD', 'EOOD', 'OOD', 'SPZOO', 'ZOO', 'PTY', 'PTE', 'PVT', 'BHD', 'SDN', 'KK', 'GK', 'PT', 'TBK', 'LDA', 'LTDA',
    'EIRELI', 'SAB', 'PJSC', 'JSC', 'OJSC', 'OOO', 'ООО', 'АО', 'ПАО', 'FZE', 'FZCO', 'FZC'
];
-- Tells whether a word is a legal form.
CREATE OR REPLACE MACRO is_legal_form(word) AS list_contains(legal_forms(), word);
-- Returns a name in capitals without accents; letters that are no accented ones are spelt out.
CREATE OR REPLACE MACRO spelt_out(name) AS
    replace(replace(replace(replace(replace(replace(replace(replace(
        upper(strip_accents(coalesce(name, ''))),
        'ẞ', 'SS'), 'ß', 'SS'), 'Æ', 'AE'), 'Œ', 'OE'), 'Ø', 'O'), 'Ł', 'L'), 'Đ', 'D'), 'Þ', 'TH');
-- Returns the words of a name in capitals without accents and punctuation; "S. A." and "S.A." are one word.
CREATE OR REPLACE MACRO spelt_words(name) AS list_filter(string_split(
    regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(regexp_replace(spelt_out(name), '[.''’`´]', '', 'g'), '[^\p{L}\p{N}]+', ' ', 'g'),
        '\b(\pL) (\pL) (\pL) (\pL)\b', '\1\2\3\4', 'g'), '\b(\pL) (\pL) (\pL)\b', '\1\2\3', 'g'),
        '\b(\pL) (\pL)\b', '\1\2', 'g'),
    ' '), lambda word: word <> '');
-- Returns the words of a name without fillers and legal forms; a legal form that comes first is part of the name (`CO OP`).
CREATE OR REPLACE MACRO telling_words(words) AS list_filter(
    words,
    lambda word, position: word NOT IN ('THE', 'AND', 'UND', 'ET') AND (position = 1 OR NOT is_legal_form(word))
);
-- Returns a name as its telling words, or as all of its words where none is telling.
CREATE OR REPLACE MACRO name_text(name) AS coalesce(
    nullif(array_to_string(telling_words(spelt_words(name)), ' '), ''), array_to_string(spelt_words(name), ' ')
);
-- Returns a key that is the same for "SUPER MARKET" and "SUPERMARKET".
CREATE OR REPLACE MACRO name_key(name_text) AS replace(name_text, ' ', '');
-- Characters of the longest name that is compared with similar ones; banks cut names at 140.
CREATE OR REPLACE MACRO longest_name() AS 300;
