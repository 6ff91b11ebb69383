"""Retries where a fault can pass (a network disk that stumbles, a lake that another run holds), none where it cannot."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import TypeVar

from pipelines import interruption
from pipelines.errors import causes
from pipelines.lake import LakeLockedError

LOG = logging.getLogger("tieout")
WAITS = (5, 20, 60)
"""Seconds before the second, third and fourth try."""
PASSING = {
    errno.EIO,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.EAGAIN,
    errno.ECONNRESET,
    errno.EHOSTDOWN,
    errno.EINTR,
}
T = TypeVar("T")


def patiently(what: Callable[[], T]) -> T:
    """What it gives; tried again where the fault can pass. Whatever is called changes nothing when it fails."""
    for wait in WAITS:
        try:
            return what()
        except Exception as error:
            if not can_pass(error):
                raise
            LOG.warning("%s; tried again in %s s", error, wait)
            interruption.sleep(wait)
    return what()


def can_pass(error: BaseException) -> bool:
    return any(
        isinstance(each, LakeLockedError) or (isinstance(each, OSError) and each.errno in PASSING)
        for each in causes(error)
    )
