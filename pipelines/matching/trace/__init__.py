"""What came close: for every payment the documents that were weighed, and why each was taken or left.

It tells what the matching has done and decides nothing. Bounded by count: `CLOSEST` candidates a line, payment or word.
"""

CLOSEST = 12
MACROS = f"CREATE OR REPLACE MACRO closest() AS {CLOSEST};"
