"""What stands before tonight's money: documents and what they owe, disputes on them, payments and advice in play, and what
returns and lower bills take back.

What does not belong here: what tonight's payments pay (`pipelines.cash_application`).
"""
