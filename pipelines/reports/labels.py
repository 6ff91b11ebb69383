"""How the matching's own names are said to people: tiers, families, corrections, and why something was left."""

from __future__ import annotations

READINGS = {
    "exact": "named as we number it",
    "normalised": "named but for separators, case or our company's prefix",
    "digits": "named by its digits",
    "order": "named by its purchase order",
    "delivery": "named by its delivery",
    "last_digits": "named by its last digits",
    "claim": "named by a claim on it",
    "slip": "named one character off, and the amount or the order agrees",
    "look_alike": "named with letters for digits",
    "several": "named with others in one reference, and the sum agrees",
    "cut": "named by a number that is cut off, and the amount agrees",
    "spreadsheet": "named by a number that a spreadsheet rounded, and the amount agrees",
    "amount": "named by a number of the payer's own, and every amount of the advice is that of one document",
    "claim_repaid": "named by the claim that it repays",
    "bundle": "named with others, and the rest is withheld on none of them",
}
FAMILIES = {
    "one": "the one document of that amount",
    "whole_account": "all that is open",
    "past_due": "all that is past due",
    "due_date": "all of one due date",
    "purchase_order": "all of one purchase order",
    "store": "all of one store",
    "run": "a run from the earliest due",
    "later_run": "a run of due dates",
    "run_less_one": "a run from the earliest due, less one",
    "pair": "two that add up to it",
    "triple": "three that add up to it",
}
OTHERS = {
    "posting": "as the ERP has posted it",
    "reversal": "the payment was taken back",
    "refund": "money was sent back",
    "restatement": "the document was restated",
    "correction_withdrawn": "what earlier nights put there no longer holds",
}
METHODS = {
    **{f"advice_{name}": f"the advice: {words}" for name, words in READINGS.items()},
    **{f"memo_{name}": f"the memo: {words}" for name, words in READINGS.items()},
    **{f"amount_{name}": f"the amount alone: {words}" for name, words in FAMILIES.items()},
    **OTHERS,
}
METHODS |= {f"correction_{name}": f"put right: {words}" for name, words in METHODS.items()} | OTHERS

REASONS = {
    "paid_already": "it was paid already",
    "advice_refused": "the advice could not be used as it stands",
    "other_amount": "its amount is another",
    "other_sum": "the amounts do not come to the money",
    "closer_one": "another fits more closely",
    "several_fit": "others fit as well",
    "claimed_twice": "another payment claims the same with nothing but its amount",
    "repeating_amounts": "this payer's amounts repeat and prove nothing",
    "may_be_chance": "so many sets come near that it may be chance",
    "set_aside": "the memo says that it is not paid now",
    "nothing_found": "nothing of ours is called so",
    "beyond_limit": "the text exceeds the policy's reference_limit",
}
UNAPPLIED = {
    "no_reference": "nothing names a document, and no way to pay comes to the amount",
    "ambiguous": "more than one explanation fits",
    "not_found": "what is named is not among our documents",
    "overpayment": "more was paid than was owed",
    "conflict": "what is said of it contradicts itself",
    "currency": "what it names is in another currency",
    "too_many_to_combine": "no simple way to pay fits, and too many documents are open, or named, to try every combination",
}
