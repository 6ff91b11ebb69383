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

CURRENCIES_WITHOUT_PLACES = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_TWO = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC "
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD "
    "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
    "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
    "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
CURRENCIES_OF_THREE_PLACES = "BHD IQD JOD KWD LYD OMR TND"

EXPONENTS: dict[str, int] = (
    dict.fromkeys(CURRENCIES_WITHOUT_PLACES.split(), 0)
    | dict.fromkeys(_TWO.split(), 2)
    | dict.fromkeys(CURRENCIES_OF_THREE_PLACES.split(), 3)
)


def to_decimal(minor: int, currency: str) -> Decimal:
    """Minor units as a decimal with the currency's own number of places: 12345, 'USD' → 123.45."""
    return Decimal(minor).scaleb(-EXPONENTS[currency])
