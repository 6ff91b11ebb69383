-- Macros of the rules: exact rounding, coincidence, and how numbers are written in sentences.
-- Rounds half away from zero; null where the result is no money of this world.
CREATE OR REPLACE TEMP MACRO half_up(numerator, denominator) AS
    TRY_CAST(sign(numerator) * ((abs(numerator) + denominator // 2) // denominator) AS BIGINT);
-- Quantity (thousandths) × price (ten-thousandths), in minor units; divisor = 10^(7 - exponent of the currency).
CREATE OR REPLACE TEMP MACRO extended(quantity3, price4, divisor) AS half_up(quantity3 * price4, divisor);
-- Tax percent in ten-thousandths, so 20 % = 200000 of a million.
CREATE OR REPLACE TEMP MACRO tax_on(minor, tax4) AS half_up(CAST(minor AS HUGEINT) * tax4, 1000000);
CREATE OR REPLACE TEMP MACRO with_tax(minor, tax4) AS minor + tax_on(minor, tax4);
-- The same with one rounding at the end, as some payers reckon it.
CREATE OR REPLACE TEMP MACRO extended_with_tax(quantity3, price4, tax4, divisor) AS
    half_up(quantity3 * price4 * (1000000 + tax4), divisor * 1000000);
-- Each rounded line may differ by half a minor unit from the payer's reckoning.
CREATE OR REPLACE TEMP MACRO is_rounding_of(amount, expected, line_count) AS
    abs(amount - expected) <= (line_count + 1) // 2;

-- How much likelier than any other a random amount of this roundness is: flat fees are round.
CREATE OR REPLACE TEMP MACRO roundness(amount, currency) AS CASE
    WHEN amount % (CASE currency_exponent(currency) WHEN 3 THEN 5000 ELSE 500 END) = 0 THEN scale_very_round_weight()
    WHEN amount % (CASE currency_exponent(currency) WHEN 3 THEN 1000 ELSE 100 END) = 0 THEN scale_round_weight()
    ELSE 1 END;
-- Chance, in parts per million, that a random amount of this size meets one of so many figures.
CREATE OR REPLACE TEMP MACRO chance_of_figures(figures, amount, currency) AS
    least(1000000, 1000000 * figures * roundness(amount, currency) // amount);
-- What arithmetic weighs that a random amount meets with this chance (parts per million).
CREATE OR REPLACE TEMP MACRO arithmetic_weight(chance) AS
    round(least(scale_arithmetic_most(), -log2(least(1000000, greatest(chance, 1)) / 1000000)), 1);
-- The same where a document of ours names the figure.
CREATE OR REPLACE TEMP MACRO documented_weight(chance) AS
    greatest(arithmetic_weight(chance), scale_arithmetic_least()) + scale_document();

CREATE OR REPLACE TEMP MACRO money_text(minor, currency) AS CASE currency_exponent(currency)
    WHEN 0 THEN CAST(minor AS VARCHAR)
    WHEN 3 THEN CAST(to_money(minor, currency) AS VARCHAR)
    ELSE CAST(CAST(to_money(minor, currency) AS DECIMAL(18, 2)) AS VARCHAR) END;
CREATE OR REPLACE TEMP MACRO trimmed(number) AS
    CASE WHEN contains(CAST(number AS VARCHAR), '.')
    THEN rtrim(rtrim(CAST(number AS VARCHAR), '0'), '.') ELSE CAST(number AS VARCHAR) END;
CREATE OR REPLACE TEMP MACRO price_text(price, currency) AS CASE
    WHEN currency_exponent(currency) = 2 AND price = CAST(price AS DECIMAL(18, 2))
    THEN CAST(CAST(price AS DECIMAL(18, 2)) AS VARCHAR)
    WHEN currency_exponent(currency) = 3 AND price = CAST(price AS DECIMAL(18, 3))
    THEN CAST(CAST(price AS DECIMAL(18, 3)) AS VARCHAR)
    ELSE trimmed(price) END;
CREATE OR REPLACE TEMP MACRO quantity_text(quantity3) AS trimmed(CAST(quantity3 AS DECIMAL(28, 0)) * 0.001);
CREATE OR REPLACE TEMP MACRO tax_text(is_taxed, tax_percent) AS
    CASE WHEN is_taxed THEN ' plus ' || trimmed(tax_percent) || ' % tax' ELSE '' END;
CREATE OR REPLACE TEMP MACRO cause_text(dispute_type, dispute_subtype) AS
    replace(CASE WHEN dispute_type = dispute_subtype OR dispute_type = 'other' THEN dispute_subtype
        ELSE dispute_type || coalesce(', ' || dispute_subtype, '') END, '_', ' ');
