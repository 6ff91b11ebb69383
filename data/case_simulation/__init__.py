"""Nights with people in them: simulated people read each night's worklist and decide by the truth.

Disputes' ids are Tieout's own, so what people do cannot be simulated before the night has published its worklist.
"""
