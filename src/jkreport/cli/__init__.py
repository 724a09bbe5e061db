"""The command line: it parses, asks the library, and prints."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_AGAIN = 0.8


def main() -> None:
    """Run the command line and exit; every way in which it ends has its exit status.

    Those of `commands.run`, and 129 hung up, 130 interrupted, 143 terminated.
    """
    with _ended_by_signals():
        try:
            # Loaded only now, so that whoever interrupts the loading sees no trace, either.
            from jkreport.cli.commands import run  # noqa: PLC0415

            status = run()
        except _Ended as ended:
            status = 128 + ended.number
            if ended.number == signal.SIGINT:
                from jkreport.cli.words import said  # noqa: PLC0415 - as above

                sys.stderr.write(said("interrupted", "help") + "\n")
    sys.exit(status)


class _Ended(BaseException):
    """The process was asked to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Turn the first signal that asks for the end into `_Ended`; a signal that is ignored stays so."""
    before = {each: signal.getsignal(each) for each in _ENDING}
    caught = [each for each, handler in before.items() if handler is not signal.SIG_IGN]

    def end(number: int, _frame: FrameType | None) -> None:
        for each in caught:
            signal.signal(each, signal.SIG_IGN)

        def once_more(_alarm: int, _frame: FrameType | None) -> None:
            raise _Ended(number)

        # A destructor that happens to run now would swallow it.
        signal.signal(signal.SIGALRM, once_more)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
        raise _Ended(number)

    for each in caught:
        signal.signal(each, end)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each in caught:
            signal.signal(each, before[each])
