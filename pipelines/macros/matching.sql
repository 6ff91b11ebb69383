-- The tiers of matching, and what an amount says for a document.

-- Returns the name of a tier.
CREATE OR REPLACE MACRO tier_name(tier) AS CASE tier
    WHEN 1 THEN 'exact'
    WHEN 2 THEN 'normalised'
    WHEN 3 THEN 'digits'
    WHEN 4 THEN 'order'
    WHEN 5 THEN 'delivery'
    WHEN 6 THEN 'last_digits'
    WHEN 7 THEN 'claim'
    WHEN 8 THEN 'slip'
    WHEN 9 THEN 'none'
    WHEN 10 THEN 'look_alike'
    WHEN 11 THEN 'several'
    WHEN 12 THEN 'cut'
    WHEN 13 THEN 'spreadsheet'
    WHEN 14 THEN 'order'
    WHEN 15 THEN 'amount'
END;
-- Returns the confidence of a match of a tier: the share of such matches that proved right on simulated books
-- (`python -m data.accuracy`), rounded down. What the ERP has posted has 1.
CREATE OR REPLACE MACRO tier_confidence(tier) AS CAST(CASE tier
    WHEN 1 THEN 0.999
    WHEN 2 THEN 0.997
    WHEN 3 THEN 0.99
    WHEN 4 THEN 0.97
    WHEN 5 THEN 0.98
    WHEN 6 THEN 0.95
    WHEN 7 THEN 0.97
    WHEN 8 THEN 0.97
    WHEN 9 THEN 0.5
    WHEN 10 THEN 0.98
    WHEN 11 THEN 0.98
    WHEN 12 THEN 0.97
    WHEN 13 THEN 0.97
    WHEN 14 THEN 0.97
    WHEN 15 THEN 0.97
END AS DOUBLE);
-- Tells whether a tier is one of a reference that is near a number without being it.
CREATE OR REPLACE MACRO is_near_tier(tier) AS tier IN (8, 12, 13);
-- Returns how much of the terms' discount a payment of a day still earns.
CREATE OR REPLACE MACRO earnable_on(day, discount_date, left_of_terms) AS
    CASE WHEN day <= discount_date + getvariable('grace_days')::INTEGER THEN greatest(left_of_terms, 0) ELSE 0 END;
-- Tells whether a line of advice (what it pays, and what it settles with its deductions) has an amount of the document.
CREATE OR REPLACE MACRO states_amount(paid, settled, invoiced, gross, due, terms_discount) AS
    coalesce(invoiced = gross, FALSE) OR settled IN (gross, due) OR paid + terms_discount = gross OR paid = -abs(due);
-- Returns the key of an advice.
CREATE OR REPLACE MACRO advice_key(payer, remittance) AS 'advice ' || coalesce(payer, '') || ' ' || remittance || chr(10);
-- Candidates that are kept of a line, a payment or a word, the closest ones first.
CREATE OR REPLACE MACRO closest() AS 12;
