-- One row per dispute in play tonight, as the next night will know it.
-- key: dispute_id
SELECT
    d.variance_id AS dispute_id,
    d.* EXCLUDE (place, variance_id, is_live),
    coalesce(
        a.owner, CASE WHEN d.closed_date IS NOT NULL OR list_contains(p.owners, k.rule_owner) THEN k.rule_owner END
    ) AS rule_owner,
    o.outcome,
    CASE WHEN o.outcome IS NOT NULL THEN o.payer_id END AS outcome_payer_id,
    CASE WHEN o.outcome IS NOT NULL THEN o.dispute_type END AS outcome_type,
    CASE WHEN o.outcome IS NOT NULL THEN o.dispute_subtype END AS outcome_subtype,
    CASE WHEN o.outcome IS NOT NULL THEN o.evidence_kind END AS outcome_evidence,
    CASE WHEN o.outcome IS NOT NULL THEN o.age_band END AS outcome_age_band,
    d.is_live
FROM decided_cases AS d
LEFT JOIN case_outcomes AS o ON o.variance_id = d.variance_id
LEFT JOIN assigned_owners AS a ON a.variance_id = d.variance_id
LEFT JOIN owner_pools AS p ON p.variance_id = d.variance_id
LEFT JOIN known_cases AS k ON k.dispute_id = d.variance_id
