"""Money: currencies, their exponents, and the one way between integer minor units and decimals.

Inside a night money is BIGINT minor units of the row's currency; decimals appear at the edges. Exponents are ISO 4217's.
"""

from __future__ import annotations

from decimal import Decimal

LARGEST_AMOUNT = 10**12
"""The largest absolute value of a single amount, in units of any currency."""
LARGEST_TOTAL = 100 * LARGEST_AMOUNT
"""The largest total of rows that belong together: the lines of an advice or of a document, the postings on a document. The
books keep it as one number: ten times as much fills a decimal(18, 3), ninety times as much a BIGINT of minor units."""

_ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_TWO = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC "
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD "
    "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
    "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
    "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
_THREE = "BHD IQD JOD KWD LYD OMR TND"

EXPONENTS: dict[str, int] = (
    dict.fromkeys(_ZERO.split(), 0) | dict.fromkeys(_TWO.split(), 2) | dict.fromkeys(_THREE.split(), 3)
)

MACROS = f"""
CREATE OR REPLACE MACRO largest_amount() AS {LARGEST_AMOUNT};
CREATE OR REPLACE MACRO largest_total() AS {LARGEST_TOTAL};
CREATE OR REPLACE MACRO currency_exponent(currency) AS
    CASE WHEN contains('{_ZERO}', currency) THEN 0 WHEN contains('{_THREE}', currency) THEN 3 ELSE 2 END;
CREATE OR REPLACE MACRO to_money(minor, currency) AS CAST(CAST(minor AS DECIMAL(18, 0)) * CAST(
    CASE currency_exponent(currency) WHEN 0 THEN 1 WHEN 3 THEN 0.001 ELSE 0.01 END AS DECIMAL(4, 3)) AS DECIMAL(18, 3));
CREATE OR REPLACE MACRO to_total(minor, currency) AS CAST(CAST(minor AS DECIMAL(38, 0)) * CAST(
    CASE currency_exponent(currency) WHEN 0 THEN 1 WHEN 3 THEN 0.001 ELSE 0.01 END AS DECIMAL(4, 3)) AS DECIMAL(38, 3));
CREATE OR REPLACE MACRO to_minor(money, currency) AS
    CAST(money * CAST(
        CASE currency_exponent(currency) WHEN 0 THEN 1 WHEN 3 THEN 1000 ELSE 100 END AS DECIMAL(20, 0)) AS BIGINT);
CREATE OR REPLACE MACRO amount_text(minor, currency) AS
    CASE currency_exponent(currency)
        WHEN 2 THEN CAST(CAST(to_total(minor, currency) AS DECIMAL(38, 2)) AS VARCHAR)
        WHEN 0 THEN CAST(CAST(minor AS HUGEINT) AS VARCHAR)
        ELSE CAST(to_total(minor, currency) AS VARCHAR)
    END || ' ' || currency;
"""
"""SQL macros: `to_money(minor, currency)` → DECIMAL(18, 3); `to_total(minor, currency)` → DECIMAL(38, 3), for sums;
`to_minor(money, currency)` → BIGINT, for exact values; `amount_text(minor, currency)` → the amount in the
currency's own places: 12345, 'USD' → '123.45 USD'."""


def to_decimal(minor: int, currency: str) -> Decimal:
    """Minor units as a decimal with the currency's own number of places: 12345, 'USD' → 123.45."""
    return Decimal(minor).scaleb(-EXPONENTS[currency])
