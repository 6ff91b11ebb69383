"""What a night writes: the pieces of each payment as they differ from what stands, every variance, and what moved in it.

What does not belong here: what is paid (`pipelines.cash_application`) and what is short (`pipelines.deductions`).
"""
