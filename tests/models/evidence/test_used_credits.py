"""Which credit memos are used, so that a deduction for one of them is taken twice."""

from tests.models.running import column, run_model


def test_of_one_document_used_credit_memos_are_those_of_its_family_with_nothing_left():
    rows = run_model(
        "used_credits",
        documents_in_play="""
            document_no  is_credit  group_id
            20           yes        G1
            21           yes        G1
            22           yes        G2
            23           no         G1
            24           yes        G1
            25           yes        G1""",
        documents="document_no  group_id\n10  G1\n11  G1",
        opening_balances="document_no  due\n20  0\n21  -500\n22  0\n23  0\n24  -500\n25  -500",
        advised_credits="document_no  is_netted\n24  yes\n25  no",
    )
    assert sorted(column(rows, "document_no")) == [20, 24]
