-- One row per shortfall: the leading cause, how sure it is, all evidence in order, and one sentence for the customer.
-- key: shortfall_id
WITH gathered AS (
    SELECT
        shortfall_id,
        count(*) FILTER (dispute_subtype <> 'unexplained' AND rule NOT IN ('payer_code', 'payer_words'))
            AS signature_count,
        count(*) FILTER (explanation.is_documented) AS explained_count,
        list(struct_pack(
            hypothesis := hypothesis, amount := to_money(amount_explained, currency), basis := basis
        ) ORDER BY position)
        FILTER (position <= scale_evidence_rows() AND (dispute_subtype <> 'unexplained' OR place = 1)) AS evidence,
        any_value(sentence) FILTER (position = 1) AS sentence,
        any_value(evidence_source) FILTER (position = 1) AS evidence_source
    FROM ranked_explanations AS explanation
    JOIN shortfalls USING (shortfall_id)
    GROUP BY shortfall_id
),

rivals AS (
    SELECT
        shortfall_id,
        cause.weight AS rival_weight,
        sentence AS rival_sentence
    FROM causes AS cause
    JOIN ranked_explanations USING (shortfall_id, dispute_type, dispute_subtype)
    WHERE cause.place = 2 AND cause.dispute_subtype <> 'unexplained'
    QUALIFY row_number() OVER (PARTITION BY shortfall_id ORDER BY position) = 1
),

compared_causes AS (
    SELECT
        shortfall.*,
        cause.* EXCLUDE (shortfall_id),
        gathered.* EXCLUDE (shortfall_id),
        CASE WHEN dispute_subtype <> 'unexplained' AND weight - rival_weight <= scale_tie() THEN rival_sentence END
            AS tied_sentence,
        coalesce(
            stated_type <> dispute_type
            AND NOT coalesce(list_contains(part_types, stated_type), FALSE)
            AND stated_subtype IS DISTINCT FROM 'unexplained'
            AND (is_documented
            -- Nothing else fits, but a proof of delivery speaks against the stated shortage.
            OR (stated_type = 'short_ship' AND is_all_received)), FALSE
        ) AS is_contested
    FROM shortfalls AS shortfall
    JOIN causes AS cause ON cause.shortfall_id = shortfall.shortfall_id AND cause.place = 1
    JOIN gathered ON gathered.shortfall_id = shortfall.shortfall_id
    LEFT JOIN rivals ON rivals.shortfall_id = shortfall.shortfall_id
    LEFT JOIN (
        SELECT
            shortfall_id,
            is_all_received
        FROM examined_shortfalls
    ) AS received
        ON received.shortfall_id = shortfall.shortfall_id
)

SELECT
    shortfall_id,
    dispute_type,
    dispute_subtype,
    confidence,
    greatest(signature_count, CASE WHEN dispute_subtype = 'unexplained' THEN 0 ELSE 1 END) AS explanation_count,
    evidence,
    CASE slot
        WHEN 'discount' THEN 'Discount ' WHEN 'misapplied' THEN 'Posting difference '
        ELSE CASE WHEN amount < 0 THEN 'Overpayment ' ELSE 'Deduction ' END
    END
    || money_text(abs(amount), currency_exponent(currency)) || ' ' || currency
    || coalesce(' of ' || money_text(whole_amount, currency_exponent(currency)), '')
    || coalesce(
        ' on ' || invoice_number, ' under claim ' || nullif(trim(claim_number), ''),
        ' with payment ' || payment_id, ''
    )
    || CASE
        WHEN is_contested
            THEN ', stated as ' || cause_text(stated_type, stated_subtype) || coalesce(' (code ' || reason_code || ')', '')
        ELSE ''
    END
    || ': '
    || CASE
        WHEN is_contested AND dispute_subtype = 'unexplained'
            THEN 'the delivery shows everything received; please state the reason'
        ELSE sentence
    END
    || coalesce('; or equally: ' || tied_sentence, '')
    || '.' AS explanation,
    is_contested,
    is_documented,
    evidence_source,
    explained_count
FROM compared_causes
