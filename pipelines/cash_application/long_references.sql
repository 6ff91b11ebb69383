-- One row per line of advice whose reference is not read: it holds more numbers than the policy's `reference_limit`, or is too long; and
-- how many it holds. A part of it proves nothing, for only the whole list comes to the amount of the line.
-- key: line_no
WITH counted AS (
    SELECT line_no, length(invoice_reference) AS characters,
        coalesce(list_sum(list_transform(
            list_filter(words_in(invoice_reference), lambda word: has_digits(word, 4)), lambda word: numbers_in(word)
        )), 0)::BIGINT AS number_count
    FROM advice_lines
    -- A text has no more numbers than characters: few are ever counted.
    WHERE length(invoice_reference) > least(getvariable('reference_limit'), longest_reference())
)
SELECT line_no, number_count FROM counted
WHERE number_count > getvariable('reference_limit') OR characters > longest_reference()
