-- Money: integer minor units inside, decimals at the edges. Constants: pipelines/money.py.

-- Returns the decimal places of a currency: 'USD' → 2.
CREATE OR REPLACE MACRO currency_exponent(currency) AS CASE
    WHEN contains(currencies_without_places(), currency) THEN 0
    WHEN contains(currencies_of_three_places(), currency) THEN 3
    ELSE 2
END;
-- Returns the value of one minor unit of a currency: 'USD' → 0.010.
CREATE OR REPLACE MACRO minor_unit(currency) AS
    CAST(CASE currency_exponent(currency) WHEN 0 THEN 1 WHEN 3 THEN 0.001 ELSE 0.01 END AS DECIMAL(4, 3));
-- Returns an amount in minor units as a decimal(18, 3).
CREATE OR REPLACE MACRO to_money(minor, currency) AS
    CAST(CAST(minor AS DECIMAL(18, 0)) * minor_unit(currency) AS DECIMAL(18, 3));
-- Returns a sum in minor units as a decimal(38, 3).
CREATE OR REPLACE MACRO to_total(minor, currency) AS
    CAST(CAST(minor AS DECIMAL(38, 0)) * minor_unit(currency) AS DECIMAL(38, 3));
-- Returns a decimal amount, which has no more places than its currency, in minor units.
CREATE OR REPLACE MACRO to_minor(money, currency) AS CAST(
    money * CAST(CASE currency_exponent(currency) WHEN 0 THEN 1 WHEN 3 THEN 1000 ELSE 100 END AS DECIMAL(20, 0))
    AS BIGINT
);
-- Writes an amount in minor units with its currency's own places: 12345, 'USD' → '123.45 USD'.
CREATE OR REPLACE MACRO amount_text(minor, currency) AS CASE currency_exponent(currency)
    WHEN 2 THEN CAST(CAST(to_total(minor, currency) AS DECIMAL(38, 2)) AS VARCHAR)
    WHEN 0 THEN CAST(CAST(minor AS HUGEINT) AS VARCHAR)
    ELSE CAST(to_total(minor, currency) AS VARCHAR)
END || ' ' || currency;
-- Writes a decimal amount with its currency's own places: 12.340, 'USD' → '12.34 USD'.
CREATE OR REPLACE MACRO plain_amount(amount, currency) AS amount_text(to_minor(amount, currency), currency);
-- Returns an amount in minor units in the reporting currency. It is widened before it is multiplied, because DuckDB keeps the
-- product of two decimals of 18 digits in 18.
CREATE OR REPLACE MACRO reporting_value(minor, currency, rate) AS
    CAST(CAST(to_money(minor, currency) AS DECIMAL(24, 3)) * rate AS DECIMAL(24, 6));
-- Returns a percentage of an amount of zero or more, rounded half up to the minor unit; an unknown percentage is zero.
CREATE OR REPLACE MACRO percent_of(minor, percent) AS
    CAST((CAST(minor AS HUGEINT) * CAST(coalesce(percent, 0) * 10000 AS BIGINT) + 500000) // 1000000 AS BIGINT);
