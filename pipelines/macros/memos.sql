-- What a memo says of the numbers in it. `said_before` and `said_after` are the words and signs beside a number, with a blank
-- between them.

-- Words for a document, with which a number is called one.
CREATE OR REPLACE MACRO words_of_document() AS
    'invs?|invoices?|bills?|factures?|facturas?|fra|rechnung(?:en)?|re|rg|cm|credit memo|doc|document';
-- Words and signs for "number" between such a word and the number, up to the end of the words before it.
CREATE OR REPLACE MACRO up_to_number() AS '(?: (?:no|nos|nr|num|number|[#:.]))*$';
-- Tells whether a word for a document precedes the number.
CREATE OR REPLACE MACRO names_document(said_before) AS
    regexp_matches(said_before, '(?i)\b(?:' || words_of_document() || ')' || up_to_number() || '|^(?:nos?|nr|#)$');
-- Returns the tier of an order or of a delivery where the number is called one.
CREATE OR REPLACE MACRO means_tier(said_before) AS CASE
    WHEN regexp_matches(said_before, '(?i)\b(?:po|purchase order|order|bestellung|commande)' || up_to_number()) THEN tier_of('order')
    WHEN regexp_matches(said_before, '(?i)\b(?:dn|delivery|delivery note|lieferschein|bol)' || up_to_number()) THEN tier_of('delivery')
END;
-- Words for numbers of something else: checks, accounts, telephones, dates.
CREATE OR REPLACE MACRO words_of_other_numbers() AS
    'chk|check|cheque|acct|iban|tel|phone|trace|batch|customer|cust|vendor|supplier|date|dated|vom';
-- Tells whether the number is an amount of this currency, a quantity, a check or an account. A currency before the next number
-- belongs to that one.
CREATE OR REPLACE MACRO counts_something(said_before, said_after, currency) AS
    ends_with(upper(said_before), currency)
    OR regexp_matches(said_before, '(?i)(?:[$€£¥]$|\b(?:' || words_of_other_numbers() || ')' || up_to_number() || ')')
    OR regexp_matches(said_before, '(?i)(?:^|[^n] )account' || up_to_number())
    OR regexp_matches(said_after, '(?i)^(?:pcs|pieces|units|ea|kg|lbs|cases|ctn|days|percent|%)(?: |$)')
    OR (starts_with(upper(said_after), currency) AND NOT regexp_matches(said_after, '^[A-Za-z]{3} [0-9]'))
    OR regexp_matches(said_after, '^[$€£¥](?: [^0-9]|$)');
-- Returns the amount that follows the number, as it is written.
CREATE OR REPLACE MACRO amount_after(said_after) AS regexp_extract(
    said_after, '^(?:[:=] |[*] (?:[A-Z]{2} )?[*] )?(?:[A-Z]{3} |[$€£¥] )?([0-9.,]+)(?: |$)', 1
);
-- Returns the amount that follows the number, in minor units.
CREATE OR REPLACE MACRO said_amount(said_after, currency) AS TRY_CAST(
    CASE
        WHEN is_amount(amount_after(said_after), currency_exponent(currency))
            THEN regexp_replace(amount_after(said_after), '[^0-9]', '', 'g')
    END AS BIGINT
);
-- Words for a document that is not paid with this payment.
CREATE OR REPLACE MACRO words_of_unpaid() AS
    'disputed|dispute|follows?|following|not (?:yet )?(?:paid|included|due|approved)|unpaid|excluded|withheld|on hold|'
    || 'held back|outstanding|already paid|previously paid|paid (?:already|before|earlier|separately|previously|next|later)|'
    || 'paid (?:on )?[0-9]{1,2}[-/.][0-9]';
-- Tells whether the number is disputed, follows later or was paid before.
CREATE OR REPLACE MACRO is_set_aside(said_after) AS regexp_matches(
    said_after, '(?i)^(?:(?:is|are|was|still|being|has|been|in|under|will|to|be) )*(?:' || words_of_unpaid() || ')'
);
-- Words for "all but".
CREATE OR REPLACE MACRO words_of_exception() AS
    'excl|excluding|except|excepto|salvo|sauf|ohne|ausser|without|w/o|but|less|minus|unpaid|already paid|'
    || 'not (?:yet )?(?:paid|paying|included|for)|not';
-- A word for a document, and words for "number" behind it.
CREATE OR REPLACE MACRO called_document() AS '(?: (?:' || words_of_document() || '|no|nr|[#:.]))*';
-- Tells whether all but the number is paid; further numbers may be listed between.
CREATE OR REPLACE MACRO is_excepted(said_before) AS regexp_matches(
    said_before,
    '(?i)\b(?:' || words_of_exception() || ')' || called_document() || '(?: [A-Za-z]*[-]?[0-9]{4,} (?:[,&]|and))*$'
);
-- Tells whether the number is called a reference, of whatever.
CREATE OR REPLACE MACRO names_payment(said_before) AS
    regexp_matches(said_before, '(?i)\b(?:ref|reference|referenz|trn|transfer|transaction)' || up_to_number());
-- Words for "up to" between the two ends of a range.
CREATE OR REPLACE MACRO words_of_range() AS 'bis|to|thru|through|until';
-- Returns the last digits of the number up to which a range goes.
CREATE OR REPLACE MACRO range_end(said_after) AS regexp_extract(
    said_after,
    '(?i)^(?:' || words_of_range() || '|[-–]|a|al|à)' || called_document() || ' [A-Za-z0-9/._-]*?([0-9]{1,18})(?: |$)',
    1
);
-- Tells whether words, not a dash, say that the number begins a range.
CREATE OR REPLACE MACRO is_sure_range(said_after) AS regexp_matches(
    said_after, '(?i)^(?:' || words_of_range() || ')' || called_document() || ' [^ ]*[0-9]{4}'
);
-- Returns the last digits of other numbers that follow the number: ', 102 and 103' is '/102/103'. A day before a month is none.
CREATE OR REPLACE MACRO short_ends(said_after) AS CASE
    WHEN NOT regexp_matches(said_after, '(?i)^, [0-9]+ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)')
        THEN rtrim(
            regexp_replace(
                regexp_extract(said_after, '(?i)^(?:(?:[,&+;]|and|und|et) [0-9]{1,3}(?: |$))+'), '[^0-9]+', '/', 'g'
            ),
            '/'
        )
    ELSE ''
END;
