-- How a reference may be read: what payers write, as keys of documents. Which reading wins is decided by `line_choices` and
-- `memo_found`.

-- Tells whether a memo may have lost its end: it is as long as banks let a memo be (lines of 35 characters, an addendum of 80;
-- a blank at its end is lost in reading), or it ends where another number would follow.
CREATE OR REPLACE MACRO is_cut_off(memo) AS
    length(memo) IN (34, 35, 70, 80, 105, 139, 140) OR regexp_matches(memo, '(?i)(?:[-,;+&/]|\b(?:and|und|et|y)) *$');
-- Returns the end of a reference that consists of digits and of letters that look like digits.
CREATE OR REPLACE MACRO look_alike_end(normal) AS regexp_extract(normal, '[0-9OQILSBZG]+$');
-- Returns that end read as digits (O is 0, I is 1); null where none of it is a letter.
CREATE OR REPLACE MACRO look_alike_digits(reference) AS CASE
    WHEN regexp_matches(look_alike_end(normal_reference(reference)), '[A-Z]')
        THEN ltrim(translate(look_alike_end(normal_reference(reference)), 'OQILSBZG', '00115826'), '0')
END;

-- Returns digits as a number; null beyond 38 of them.
CREATE OR REPLACE MACRO number_of(digits) AS TRY_CAST(digits AS DECIMAL(38, 0));
-- Returns the digits that end a reference, letters behind them left out. Digits with letters between them are no number.
CREATE OR REPLACE MACRO last_digits(reference) AS regexp_extract(normal_reference(reference), '([0-9]+)[A-Z]*$', 1);

-- Returns the number that a spreadsheet shows in scientific notation: '1.23E+09'.
CREATE OR REPLACE MACRO rounded_number(reference) AS TRY_CAST(replace(reference, ',', '.') AS DECIMAL(38, 0));
-- Returns how many of its last digits that notation leaves out.
CREATE OR REPLACE MACRO rounded_places(reference) AS TRY_CAST(regexp_extract(reference, '[0-9]+$') AS INTEGER)
    - length(regexp_extract(reference, '^[0-9][.,]?([0-9]*)', 1))::INTEGER;
-- Returns half a unit of the last digit shown.
CREATE OR REPLACE MACRO half_of_place(places) AS
    TRY_CAST('5' || repeat('0', least(greatest(places - 1, 0), 30)) AS DECIMAL(38, 0));
-- Tells whether a spreadsheet shows these digits so.
CREATE OR REPLACE MACRO is_rounded(reference, digits) AS coalesce(
    regexp_full_match(reference, '[0-9]([.,][0-9]+)?[eE][+]?[0-9]{1,2}')
    AND rounded_places(reference) BETWEEN 1 AND 30
    AND abs(rounded_number(reference) - TRY_CAST(digits AS DECIMAL(38, 0))) <= half_of_place(rounded_places(reference)),
    FALSE
);

-- Characters of the longest reference that is read: 900 numbers of ten digits, joined by slashes.
CREATE OR REPLACE MACRO longest_reference() AS 10000;
-- Characters of the longest number that a document may have.
CREATE OR REPLACE MACRO longest_number() AS 100;
-- Returns how many numbers a word holds: 1001/02/03 and 130101,102,103 hold three.
CREATE OR REPLACE MACRO numbers_in(word) AS 1 + length(regexp_extract_all(word, '[/,][0-9]'));
-- Writes which part of a long list was read: 'the first 1000 of 15000 numbers'.
CREATE OR REPLACE MACRO read_part(read_count, number_count) AS
    CASE WHEN read_count > 0 THEN 'the first ' || read_count ELSE 'none' END
    || ' of ' || number_count || CASE WHEN number_count = 1 THEN ' number' ELSE ' numbers' END;

-- Returns a key of at least so many characters, else null.
CREATE OR REPLACE MACRO long_enough(key, least) AS CASE WHEN length(key) >= least THEN key END;
-- Tells whether two keys differ by one slip of typing. The distance takes time and memory by the product of both lengths; where
-- these differ by more than one, it is never 1.
CREATE OR REPLACE MACRO is_one_off(one, other) AS
    CASE WHEN abs(length(one) - length(other)) <= 1 THEN damerau_levenshtein(one, other) = 1 ELSE FALSE END;
-- Tells whether a reference is as long as a document's number may be: no other is near one.
CREATE OR REPLACE MACRO may_be_near(reference) AS
    CASE WHEN length(reference) <= longest_number() THEN length(normal_reference(reference)) >= 5 ELSE FALSE END;
-- Pairs of a word and a document of the fitting amount among which a payment's one slip is looked for.
CREATE OR REPLACE MACRO most_slips() AS 100000;
-- Returns the tier by which a reference is near a number without being it: one character off, cut off, or rounded, also near the
-- number of an order or a delivery. It proves nothing without the amount or the order.
CREATE OR REPLACE MACRO near_tier(reference, normal_key, digit_key, other_keys) AS CASE
    WHEN NOT may_be_near(reference) THEN NULL
    WHEN is_one_off(normal_reference(reference), normal_key) THEN tier_of('slip')
    WHEN is_one_off(long_enough(digits_of(reference), 5), long_enough(digit_key, 5)) THEN tier_of('slip')
    WHEN starts_with(normal_key, normal_reference(reference)) AND normal_key <> normal_reference(reference) THEN tier_of('cut')
    WHEN
        is_rounded(reference, digit_key) OR is_rounded(reference, other_keys[1]) OR is_rounded(reference, other_keys[2])
        THEN tier_of('spreadsheet')
END;

-- Returns a key without the prefix before it; null where it has none.
CREATE OR REPLACE MACRO without_prefix(key, prefix) AS
    CASE WHEN prefix <> '' AND starts_with(key, prefix) AND key <> prefix THEN substr(key, length(prefix) + 1) END;
-- Returns one reading: the tier and key of a document to join, and the tier that a match is then of.
CREATE OR REPLACE MACRO reading(key_tier, tier, key) AS {'key_tier': key_tier, 'tier': tier, 'key': key};
-- Returns every way to read a reference as a document's number.
CREATE OR REPLACE MACRO number_keys(reference, company_code, least_digits) AS list_filter(
    [
        reading(tier_of('exact'), tier_of('exact'), reference),
        reading(tier_of('normalised'), tier_of('normalised'), normal_reference(reference)),
        reading(tier_of('digits'), tier_of('digits'), long_enough(digits_of(reference), least_digits)),
        reading(tier_of('normalised'), tier_of('normalised'), without_prefix(normal_reference(reference), normal_reference(company_code)))
    ],
    lambda one: one.key <> ''
);
-- Returns every way to read a reference as what else a document is known by.
CREATE OR REPLACE MACRO other_keys(reference) AS list_filter(
    [
        reading(tier_of('order'), tier_of('order'), 'P' || nullif(normal_reference(reference), '')),
        reading(tier_of('delivery'), tier_of('delivery'), 'D' || nullif(normal_reference(reference), '')),
        reading(tier_of('digits'), tier_of('look_alike'), long_enough(look_alike_digits(reference), 5))
    ],
    lambda one: one.key <> ''
);
-- Returns every way to read a reference.
CREATE OR REPLACE MACRO reference_keys(reference, company_code, least_digits) AS
    list_concat(number_keys(reference, company_code, least_digits), other_keys(reference));
