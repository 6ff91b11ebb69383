"""The soak: landing zones of random size and shape, run whole under random settings, and again under others.

Every night must end, every identity hold (the gate asks them before a night is published), and the second run, in which
the engine fails at random statements, must publish the same tables. `python -m tests.soak --help` says how to run it.
"""
