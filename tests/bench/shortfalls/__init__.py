"""Shortfalls to measure the explanations by: one on each of many documents, made by the queries of this folder."""
