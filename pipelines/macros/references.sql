-- References as people write them, in extracts, advice and memos.

-- Returns a reference's letters and digits, in capitals.
CREATE OR REPLACE MACRO normal_reference(reference) AS
    upper(regexp_replace(coalesce(reference, ''), '[^A-Za-z0-9]', '', 'g'));
-- Returns a reference's digits without leading zeros.
CREATE OR REPLACE MACRO digits_of(reference) AS
    ltrim(regexp_replace(coalesce(reference, ''), '[^0-9]', '', 'g'), '0');
-- Returns the key of what a line of advice is about: its reference, or the line itself where it has none.
CREATE OR REPLACE MACRO advice_reference(reference, line_number) AS
    coalesce(nullif(normal_reference(reference), ''), line_number::VARCHAR || '#');
-- Tells whether an advice and a payment are near enough in time to be of each other where nothing names the other: ten days.
CREATE OR REPLACE MACRO is_near_in_time(one, other) AS abs(date_diff('day', one, other)) <= 10;
-- Codes of the fields of a bank's statement that stand in memos (SWIFT MT940 tag 86, SEPA).
CREATE OR REPLACE MACRO field_codes() AS 'ROC|RFB|RFS|URI|IPI|EREF|KREF|MREF|SREF|SVWZ|OCMT|EXCH|CHGS|BNF|REMI|CINV|PURP|TXID|NARR';
-- Returns a memo without the codes of its fields (/ROC/, SVWZ+), and with a blank between a currency and its amount.
CREATE OR REPLACE MACRO plain_text(memo) AS regexp_replace(
    regexp_replace(
        regexp_replace(
            memo, '(?i)/+(?:' || field_codes() || '|INV|REC|ACC)/+|\b(?:' || field_codes() || ')[/+]', ' ', 'g'
        ),
        '//+|/((?:PO|INV|INVOICE|DN|RE|RG)\b)', ' \1', 'g'
    ),
    '\b([A-Z]{3})([0-9][0-9.,]*[.,][0-9]+)\b', '\1 \2', 'g'
);
-- Returns the words and signs of a memo in their order; numbers keep separators and short ends (1001/02, 130101,102, 4,213.57).
CREATE OR REPLACE MACRO words_in(memo) AS regexp_extract_all(
    plain_text(memo), '[A-Za-z0-9]+(?:[-/_.#][A-Za-z0-9]+)*(?:,[0-9]{1,3}\b)*(?:\.[0-9]+)?|[^\sA-Za-z0-9]'
);
-- Returns a reference's digits with leading zeros.
CREATE OR REPLACE MACRO all_digits(reference) AS regexp_replace(reference, '[^0-9]', '', 'g');
-- Tells whether a word holds at least so many digits.
CREATE OR REPLACE MACRO has_digits(word, least) AS length(regexp_replace(word, '[^0-9]', '', 'g')) >= least;
-- Returns the words of a memo that hold four digits or more, whole words only: '14' never matches inside '1814'.
CREATE OR REPLACE MACRO references_in(memo) AS
    list_distinct(list_filter(words_in(memo), lambda word: has_digits(word, 4)));
-- The pattern of a year.
CREATE OR REPLACE MACRO year_digits() AS '(19|20)\d\d';
-- The pattern of a month's number.
CREATE OR REPLACE MACRO month_digits() AS '(0?[1-9]|1[0-2])';
-- The pattern of a day of the month.
CREATE OR REPLACE MACRO day_digits() AS '(0?[1-9]|[12]\d|3[01])';
-- Tells whether a word is a year, a month or a day, in any usual order.
CREATE OR REPLACE MACRO is_day(word) AS
    regexp_full_match(
        word,
        year_digits() || '((0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?|[-/.]' || month_digits()
        || '([-/.]' || day_digits() || ')?)?'
    )
    OR regexp_full_match(word, month_digits() || '[-/.]' || year_digits())
    OR regexp_full_match(
        word, day_digits() || '[-/.]' || month_digits() || '([-/.](' || year_digits() || '|\d\d))?'
    )
    OR regexp_full_match(
        word, month_digits() || '[-/.]' || day_digits() || '([-/.](' || year_digits() || '|\d\d))?'
    );
-- Tells whether a word is an amount: a number with the currency's decimals, or with commas between its thousands.
CREATE OR REPLACE MACRO is_amount(word, exponent) AS
    regexp_full_match(word, '[0-9]{1,3}(,[0-9]{3})+')
    OR (
        regexp_full_match(word, '[0-9]+([.,][0-9]{3})*[.,][0-9]+')
        AND length(regexp_extract(word, '[0-9]+$')) = exponent
    );
