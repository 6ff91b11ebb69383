"""The policy: every value that a company may set, its meaning, its bounds, and the tables that queries read of it."""

from pipelines.policy.model import Policy, PolicyError, load_policy

__all__ = ["Policy", "PolicyError", "load_policy"]
