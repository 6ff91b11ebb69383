"""The mapping file that people copy: it reads files as a German ERP and its bank write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from pipelines.ingest.mapping import load_mapping
from tests.pipelines.ingest.landing_zone import Zone

EXAMPLE = Path(__file__).resolve().parents[3] / "data" / "reference" / "mapping_example.toml"
INVOICES = """\
Buchungskreis;Belegnummer;Debitor;Belegdatum;Fälligkeit;Währung;Bruttobetrag;Steuer;Fracht;Skonto %;Skontodatum;\
Bestellung;Lieferschein;Sachbearbeiter
1000;0090012345;D-4711;02.03.2026;01.04.2026;EUR;1.190,00;190,00;;2,5;12.03.2026;4500017;80001;Weiß
"""
CREDIT_MEMOS = """\
Buchungskreis;Belegnummer;Debitor;Belegdatum;Fälligkeit;Währung;Bruttobetrag;Bezugsbeleg;Bemerkung
1000;0090012399;D-4711;02.03.2026;02.03.2026;EUR;119,00-;0090012345;"Bruch; 2 Stück"
"""
RECEIPTS = """\
Umsatz-Nr.;Auftraggeber;Valuta;Betrag;Währung;Kundenreferenz;Verwendungszweck;Rückgabe zu;Saldo
7001;Müller & Söhne;02.03.2026;1.041,25;EUR;AV-88;RG 90012345;;9.041,25
7002;Müller & Söhne;03.03.2026;50,00-;EUR;;Rückgabe;7001;8.991,25
"""


def land(zone: Zone):
    for file, text in (
        ("invoices/2026-03-02/rechnungen_1.csv", INVOICES),
        ("invoices/2026-03-02/gutschriften_1.csv", CREDIT_MEMOS),
        ("bank/2026-03-02/umsaetze_1.csv", RECEIPTS),
    ):
        zone.write(file, text.encode("cp1252"))
    landing = zone.land(mapping=EXAMPLE)
    assert landing.quarantine.to_pylist() == []
    return landing.tables


def test_documents_and_money_become_ours(zone: Zone):
    invoice, memo = land(zone)["invoices"].sort_by("invoice_number").to_pylist()
    assert (invoice["document_type"], invoice["gross_amount"], invoice["tax_amount"]) == (
        "invoice",
        119000,
        19000,
    )
    assert (invoice["discount_percent"], invoice["discount_date"]) == (Decimal("2.5000"), date(2026, 3, 12))
    assert (invoice["due_date"], invoice["freight_amount"]) == (date(2026, 4, 1), None)
    assert (memo["document_type"], memo["gross_amount"]) == ("credit_memo", -11900)
    assert memo["original_invoice_number"] == invoice["invoice_number"] == "0090012345"


def test_receipts_and_their_returns_become_ours(zone: Zone):
    receipt, returned = land(zone)["payments"].sort_by("payment_id").to_pylist()
    assert (receipt["company_code"], receipt["payer_name"], receipt["amount"]) == (
        "1000",
        "Müller & Söhne",
        104125,
    )
    assert (returned["amount"], returned["reverses_payment_id"]) == (-5000, "7001")


def test_every_source_of_the_example_is_read(zone: Zone):
    read = {row["source_file"] for table in land(zone).values() for row in table.to_pylist()}
    assert all(any(source.matches(file) for file in read) for source in load_mapping(EXAMPLE))
