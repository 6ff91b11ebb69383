-- One row per subtype: what to do once papers show it, and what while only arithmetic points to it.
-- `is_ours`: the fault is our own, so a credit is owed however the payer's code names it.
-- key: dispute_subtype
SELECT
    dispute_subtype,
    documented_action,
    otherwise_action,
    is_ours
FROM (
    VALUES
    ('quantity', 'issue_credit', 'investigate', TRUE),
    ('missing_line', 'issue_credit', 'investigate', TRUE),
    ('damaged_or_returned', 'issue_credit', 'investigate', TRUE),
    ('contract_price', 'issue_credit', 'investigate', TRUE),
    ('percent', 'investigate', 'investigate', FALSE),
    ('tax', 'issue_credit', 'investigate', TRUE),
    ('freight', 'issue_credit', 'investigate', TRUE),
    ('arithmetic', 'issue_credit', 'investigate', TRUE),
    ('misapplied_cash', 'investigate', 'investigate', TRUE),
    ('invoice', 'issue_credit', 'investigate', TRUE),
    ('payment', 'refund_or_hold', 'refund_or_hold', TRUE),
    ('deduction', 'collect', 'investigate', FALSE),
    ('already_credited', 'collect', 'investigate', FALSE),
    ('unearned_discount', 'collect', 'investigate', FALSE),
    ('promotion', 'investigate', 'investigate', FALSE),
    ('compliance', 'investigate', 'investigate', FALSE),
    ('post_audit', 'investigate', 'investigate', FALSE),
    ('bank_charges', 'investigate', 'investigate', FALSE),
    ('withholding_tax', 'investigate', 'investigate', FALSE),
    ('overpayment', 'refund_or_hold', 'refund_or_hold', TRUE),
    ('unexplained', 'investigate', 'investigate', FALSE)
) AS listed (dispute_subtype, documented_action, otherwise_action, is_ours)
