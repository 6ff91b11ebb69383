-- How texts are shown on a page.

-- Returns a text of more than 300 characters as its beginning and its length, so that a page stays readable.
CREATE OR REPLACE MACRO shortened(text) AS
    CASE WHEN length(text) > 300 THEN left(text, 300) || '… (' || length(text) || ' characters)' ELSE text END;
