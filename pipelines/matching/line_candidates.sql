-- One row per line of advice, document of its group and tier at which one of its references may mean it.
WITH joined AS (
    SELECT
        k.line_no, d.document_no, k.tier, l.invoice_reference, l.paid_amount, l.invoice_amount, i.company_code, i.invoice_number,
        i.effective_gross AS gross, i.terms_discount, i.issue_date, i.due_date, i.all_digits, i.digit_key, i.normal_key, s.due,
        l.paid_amount + l.discount_amount + l.deduction_amount AS settled_amount,
        regexp_replace(l.invoice_reference, '[^0-9]', '', 'g') AS digits
    FROM line_keys AS k
    JOIN advice_lines AS l USING (line_no)
    JOIN item_keys AS d ON d.tier = k.tier AND d.key = k.key
    JOIN items AS i ON i.document_no = d.document_no AND i.group_id = l.group_id AND i.currency = l.currency
        AND (l.company_code IS NULL OR i.company_code = l.company_code)
    JOIN standing AS s ON s.document_no = i.document_no
), weighed AS (
    SELECT
        *,
        coalesce(invoice_amount = gross, false) OR settled_amount IN (gross, due)
            OR paid_amount + terms_discount = gross OR paid_amount = -abs(due) AS agrees,
        -- Last digits prove little: a whole end of either number, the right sign, and six digits or the amount.
        (ends_with(all_digits, digits) OR ends_with(digits, digit_key))
            AND (paid_amount >= 0) = (gross > 0)
            AND (length(digits) >= 6 OR coalesce(invoice_amount = gross, false) OR settled_amount IN (gross, due))
            AS is_sure_end
    FROM joined
)
SELECT line_no, document_no, tier, company_code, invoice_number, due, gross, issue_date, due_date, agrees
FROM weighed
WHERE CASE
    WHEN tier IN (1, 2, 7) THEN true
    WHEN tier = 6 THEN is_sure_end
    WHEN tier = 8 THEN damerau_levenshtein(normal_reference(invoice_reference), normal_key) = 1
    ELSE gross > 0 OR paid_amount < 0
END
