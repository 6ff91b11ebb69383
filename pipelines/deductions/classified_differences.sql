-- One row per difference of tonight with its outcome and, where it is a dispute, its cause, evidence and sentence.
-- key: difference_no
SELECT
    f.*,
    o.outcome,
    v.dispute_type,
    v.dispute_subtype,
    coalesce(v.confidence, 1.0) AS confidence,
    coalesce(v.explanation_count, 0) AS explanation_count,
    coalesce(v.evidence, []) AS evidence,
    v.explanation,
    v.evidence_source,
    s.stated_type,
    s.stated_subtype,
    coalesce(v.is_contested, FALSE) AS is_contested
FROM differences AS f
JOIN outcomes AS o USING (difference_no)
LEFT JOIN shortfall_questions AS s ON s.shortfall_id = f.difference_no
LEFT JOIN difference_verdicts AS v ON v.shortfall_id = f.difference_no AND o.outcome = 'dispute'
