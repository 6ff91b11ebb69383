"""The steps of a night as Dagster assets: read, call one function of `pipelines`, write, report.

No rule of the work here: what a table means is declared in `pipelines.catalog`, how it is made is in `pipelines`.
"""
