"""The rules: one file, one way to explain a shortfall. A new file here is a new rule; nothing else lists
them.
"""
