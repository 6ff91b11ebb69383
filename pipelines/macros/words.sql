-- Words of people that say what a payment or a deduction is.

-- Words for a payment in part, in the languages of the field notes.
CREATE OR REPLACE MACRO words_in_part() AS
    'part[- ]?(pay|pmt|settle)|partial|on account|a conto|instal|down ?payment|acompte|anzahlung|akonto|abschlag|'
    || 'teil(zahlung|betrag)|ratenzahlung|rate \d|\d\W*rate|a cuenta|parcial|paiement partiel|a/c pay|rest(zahlung)? folgt|'
    || '(balance|rest|remainder|remaining)[a-z ]{0,12} (follow|later|next|to come)';
-- Tells whether words say that a payment is one in part; a partial shipment or return is not.
CREATE OR REPLACE MACRO says_in_part(words) AS
    regexp_matches(coalesce(words, ''), '(?i)\b(' || words_in_part() || ')')
    AND NOT regexp_matches(coalesce(words, ''), '(?i)\bpartial (ship|deliver|receipt|quant|order|credit|return)');
-- Tells whether words name a cash discount.
CREATE OR REPLACE MACRO says_discount(words) AS
    regexp_matches(coalesce(words, ''), '(?i)\b(discount|skonto|escompte)');
-- Returns the claim that a retailer pays back: its shortage claim 4711SC as 4711SCR (Amazon's endings, as in the shipped
-- reason codes).
CREATE OR REPLACE MACRO claim_paid_back(reference) AS
    nullif(regexp_extract(reference, '(?i)^\s*(.*[0-9][-_ ]?SC)R\s*$', 1), '');
-- Words for an amount that is taken off.
CREATE OR REPLACE MACRO words_of_deduction() AS
    'less|minus|abzgl|abzüglich|moins|menos|deduct[a-z]*|short[a-z]*|bank charges|chgs';
-- Returns at most 1,000 characters of a memo from where it says that less is paid; null where it does not.
CREATE OR REPLACE MACRO words_on_shortfall(memo) AS left(
    nullif(regexp_extract(memo, '(?i)(?:^|[^a-z])(?:' || words_of_deduction() || ')(?:[^a-z].*)?$'), ''), 1000
);
