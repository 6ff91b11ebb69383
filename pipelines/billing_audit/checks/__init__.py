"""The faults: one file, one way in which a bill of ours may be wrong. A new file here is a new fault; nothing else lists
them, but what a fault is called is a value of the table.
"""
