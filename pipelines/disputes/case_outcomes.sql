-- One row per dispute that withheld money and is closed now: who turned out to be right, with what was known of it.
-- Money tells first; where all was written off, what people had decided. Withdrawn ones, and those given up undecided,
-- tell nothing.
-- key: variance_id
SELECT
    v.variance_id,
    CASE
        WHEN v.repaid_amount > 0 AND v.repaid_amount >= v.credited_amount
            THEN CASE WHEN v.repaid_amount >= v.written_off_amount THEN 'recovered' ELSE 'lost' END
        WHEN v.credited_amount > 0 THEN 'valid'
        WHEN v.written_off_amount > 0 THEN CASE d.validity WHEN 'invalid' THEN 'lost' WHEN 'valid' THEN 'valid' END
    END AS outcome,
    v.payer_id,
    v.dispute_type,
    v.dispute_subtype,
    evidence_kind(v.is_contested, v.confidence, v.evidence_source) AS evidence_kind,
    age_band(d.closed_date - t.opened_date) AS age_band
FROM case_variances AS v
INNER JOIN decided_cases AS d ON d.place = v.place
INNER JOIN dated_variances AS t ON t.place = v.place
WHERE v.open_amount = 0 AND v.original_amount > 0 AND v.slot <> 'misapplied'
