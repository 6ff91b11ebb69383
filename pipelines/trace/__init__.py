"""The closest candidates: for every payment the documents that were weighed, and why each was taken or left.

It reports what the matching has done and decides nothing. At most `closest()` candidates are kept of a
line, payment or word.
"""
