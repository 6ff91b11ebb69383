-- What the rules share: exact rounding, and how numbers are written in sentences.

-- Rounds half away from zero; null where the result is beyond any amount of money.
CREATE OR REPLACE MACRO half_up(numerator, denominator) AS
    TRY_CAST(sign(numerator) * ((abs(numerator) + denominator // 2) // denominator) AS BIGINT);
-- Returns quantity (thousandths) × price (ten-thousandths) in minor units; divisor = 10^(7 - exponent of the currency).
CREATE OR REPLACE MACRO extended(quantity3, price4, divisor) AS half_up(quantity3 * price4, divisor);
-- Returns the tax on an amount; the percentage is in ten-thousandths, so 20 % is 200000 of a million.
CREATE OR REPLACE MACRO tax_on(minor, tax4) AS half_up(CAST(minor AS HUGEINT) * tax4, 1000000);
-- Returns an amount with its tax.
CREATE OR REPLACE MACRO with_tax(minor, tax4) AS minor + tax_on(minor, tax4);
-- Returns a part of an amount that is taxed as a whole, with its share of the tax: that of the whole less that of the rest.
CREATE OR REPLACE MACRO part_with_tax(part, whole, tax4) AS part + tax_on(whole, tax4) - tax_on(whole - part, tax4);
-- Returns quantity × price with tax, rounded once at the end, as some payers calculate it.
CREATE OR REPLACE MACRO extended_with_tax(quantity3, price4, tax4, divisor) AS
    half_up(quantity3 * price4 * (1000000 + tax4), divisor * 1000000);
-- Tells whether an amount differs from the expected one by rounding only: half a minor unit a rounded line.
CREATE OR REPLACE MACRO is_rounding_of(amount, expected, line_count) AS
    abs(amount - expected) <= (line_count + 1) // 2;

-- Tells whether a price or quantity is a whole number of packs of another: nobody charges three times too much by mistake.
CREATE OR REPLACE MACRO is_pack(larger, smaller) AS
    coalesce(smaller > 0 AND larger % smaller = 0 AND larger // smaller BETWEEN 3 AND 1000, FALSE);
-- Tells whether a line bills something other than goods.
CREATE OR REPLACE MACRO is_charge_text(sku, description) AS regexp_matches(
    upper(coalesce(sku, '') || ' ' || coalesce(description, '')),
    '\b(POST|POSTAGE|FREIGHT|CARRIAGE|SHIPPING|DELIVERY CHARGE|HANDLING|SURCHARGE|FRACHT|VERSAND|PORT DU)\b'
);
-- Returns a claim's number in capitals, letters and digits only.
CREATE OR REPLACE MACRO claim_key(number) AS
    nullif(upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g')), '');

-- Writes a number without zeros at the end of its decimals. A macro is pasted wherever it is called, so these are small.
CREATE OR REPLACE MACRO trimmed(number) AS
    regexp_replace(CAST(number AS VARCHAR), '(\.[0-9]*[1-9])0+$|\.0+$', '\1');
-- Writes an amount in minor units with so many decimal places.
CREATE OR REPLACE MACRO money_text(minor, places) AS CASE places
    WHEN 0 THEN CAST(minor AS VARCHAR)
    WHEN 3 THEN CAST(CAST(minor AS DECIMAL(38, 0)) * CAST(0.001 AS DECIMAL(4, 3)) AS VARCHAR)
    ELSE CAST(CAST(minor AS DECIMAL(38, 0)) * CAST(0.01 AS DECIMAL(3, 2)) AS VARCHAR)
END;
-- Writes a price with at least as many decimal places as its currency has.
CREATE OR REPLACE MACRO price_text(price, places) AS regexp_replace(
    CAST(price AS VARCHAR),
    CASE places
        WHEN 0 THEN '(\.[0-9]*[1-9])0+$|\.0+$' WHEN 3 THEN '(\.[0-9]{3})0$' ELSE '(\.[0-9]{2}[1-9]?)0+$'
    END,
    '\1'
);
-- Writes a quantity in thousandths.
CREATE OR REPLACE MACRO quantity_text(quantity3) AS trimmed(CAST(quantity3 AS DECIMAL(28, 0)) * 0.001);
-- Writes what tax is added.
CREATE OR REPLACE MACRO tax_text(is_taxed, tax_percent) AS
    CASE WHEN is_taxed THEN ' plus ' || trimmed(tax_percent) || ' % tax' ELSE '' END;
