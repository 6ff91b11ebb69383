-- What an amount says for a document. The tiers of matching: pipelines/catalog/tiers.py.

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
