"""The policy: every value that a company may set, its meaning, its bounds, and the tables that queries read of it."""

from pipelines.policy.load import PolicyError, load_policy
from pipelines.policy.model import Policy

__all__ = ["Policy", "PolicyError", "load_policy"]
