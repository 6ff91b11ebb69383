-- Macros of the rules: exact rounding, and how numbers are written in sentences.
-- Rounds half away from zero; null where the result is no money of this world.
CREATE OR REPLACE TEMP MACRO half_up(numerator, denominator) AS
    TRY_CAST(sign(numerator) * ((abs(numerator) + denominator // 2) // denominator) AS BIGINT);
-- Quantity (thousandths) × price (ten-thousandths), in minor units; divisor = 10^(7 - exponent of the currency).
CREATE OR REPLACE TEMP MACRO extended(quantity3, price4, divisor) AS half_up(quantity3 * price4, divisor);
-- Tax percent in ten-thousandths, so 20 % = 200000 of a million.
CREATE OR REPLACE TEMP MACRO tax_on(minor, tax4) AS half_up(CAST(minor AS HUGEINT) * tax4, 1000000);
CREATE OR REPLACE TEMP MACRO with_tax(minor, tax4) AS minor + tax_on(minor, tax4);
-- A part of what is taxed together, with the tax that goes with it: the tax of the whole less that of the rest.
CREATE OR REPLACE TEMP MACRO part_with_tax(part, whole, tax4) AS part + tax_on(whole, tax4) - tax_on(whole - part, tax4);
-- Quantity × price with tax, rounded once at the end, as some payers reckon it.
CREATE OR REPLACE TEMP MACRO extended_with_tax(quantity3, price4, tax4, divisor) AS
    half_up(quantity3 * price4 * (1000000 + tax4), divisor * 1000000);
-- Each rounded line may differ by half a minor unit from the payer's reckoning.
CREATE OR REPLACE TEMP MACRO is_rounding_of(amount, expected, line_count) AS
    abs(amount - expected) <= (line_count + 1) // 2;

-- One price or quantity is a whole number of packs of the other: nobody overcharges three times by mistake of price.
CREATE OR REPLACE TEMP MACRO is_pack(larger, smaller) AS
    coalesce(smaller > 0 AND larger % smaller = 0 AND larger // smaller BETWEEN 3 AND 1000, FALSE);
-- What a line bills beside goods.
CREATE OR REPLACE TEMP MACRO is_charge_text(sku, description) AS regexp_matches(
    upper(coalesce(sku, '') || ' ' || coalesce(description, '')),
    '\b(POST|POSTAGE|FREIGHT|CARRIAGE|SHIPPING|DELIVERY CHARGE|HANDLING|SURCHARGE|FRACHT|VERSAND|PORT DU)\b');
-- A claim's number in capitals, letters and digits only.
CREATE OR REPLACE TEMP MACRO claim_key(number) AS
    nullif(upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g')), '');

-- Texts: `places` are the currency's decimal places. A macro is pasted wherever it is called, so these are small.
CREATE OR REPLACE TEMP MACRO trimmed(number) AS
    regexp_replace(CAST(number AS VARCHAR), '(\.[0-9]*[1-9])0+$|\.0+$', '\1');
CREATE OR REPLACE TEMP MACRO money_text(minor, places) AS CASE places
    WHEN 0 THEN CAST(minor AS VARCHAR)
    WHEN 3 THEN CAST(CAST(minor AS DECIMAL(38, 0)) * CAST(0.001 AS DECIMAL(4, 3)) AS VARCHAR)
    ELSE CAST(CAST(minor AS DECIMAL(38, 0)) * CAST(0.01 AS DECIMAL(3, 2)) AS VARCHAR) END;
CREATE OR REPLACE TEMP MACRO price_text(price, places) AS regexp_replace(CAST(price AS VARCHAR), CASE places
    WHEN 0 THEN '(\.[0-9]*[1-9])0+$|\.0+$' WHEN 3 THEN '(\.[0-9]{3})0$' ELSE '(\.[0-9]{2}[1-9]?)0+$' END, '\1');
CREATE OR REPLACE TEMP MACRO quantity_text(quantity3) AS trimmed(CAST(quantity3 AS DECIMAL(28, 0)) * 0.001);
CREATE OR REPLACE TEMP MACRO tax_text(is_taxed, tax_percent) AS
    CASE WHEN is_taxed THEN ' plus ' || trimmed(tax_percent) || ' % tax' ELSE '' END;
-- A cause as one says it to the payer.
CREATE OR REPLACE TEMP MACRO cause_text(dispute_type, dispute_subtype) AS
    CASE coalesce(dispute_subtype, dispute_type)
        WHEN 'short_ship' THEN 'a shortage' WHEN 'quantity' THEN 'short quantity' WHEN 'missing_line' THEN 'a missing line'
        WHEN 'damaged_or_returned' THEN 'goods damaged or returned'
        WHEN 'pricing' THEN 'a price difference' WHEN 'contract_price' THEN 'a price difference' WHEN 'percent' THEN 'an allowance'
        WHEN 'billing_error' THEN 'an error of our bill' WHEN 'arithmetic' THEN 'an error of our bill'
        WHEN 'misapplied_cash' THEN 'a payment applied elsewhere' WHEN 'invoice' THEN 'billed twice'
        WHEN 'duplicate' THEN 'a duplicate' WHEN 'payment' THEN 'paid twice' WHEN 'deduction' THEN 'deducted twice'
        WHEN 'unearned_discount' THEN 'a discount' WHEN 'compliance' THEN 'a compliance charge'
        WHEN 'post_audit' THEN 'a finding of an audit' WHEN 'promotion' THEN 'a promotion'
        ELSE replace(coalesce(dispute_subtype, dispute_type), '_', ' ') END;
