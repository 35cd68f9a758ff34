"""The one boundary around a file: whatever goes wrong with it becomes a reason, a step and a remedy.

Finding, recognising, loading and ``check`` share it, so that no file can end a night. What a
step does about a file that fails is its own business. Neither reason nor stack holds a data cell.
"""

import os
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FRAMES = 40  # of a stack, the last ones
PANIC = "PanicException"  # what Rust code raises; each library has a class of its own, outside Exception
NO_ACCOUNT = "it does not say whose account it is"  # of the files that wait for one answer, which are told together
AGAIN = "See that it is there, may be read and stays as it is; the next run tries it again"
REPORT = "Please report it, with the stack in the run's log, which holds none of your data; the next run tries it again"


class UnreadableFile(Exception):
    """A file that cannot be loaded.

    Attributes:
        reason: Why.
        remedy: What to do about it.
        step: Where on its way: finding, unpacking, recognising, reading, writing.
        stack: Where in the program, if the fault is the program's and not the file's.
    """

    def __init__(self, reason: str, remedy: str, step: str | None = None, stack: str | None = None) -> None:
        super().__init__(f"{reason}. {remedy}")
        self.reason = reason
        self.remedy = remedy
        self.step = step
        self.stack = stack


@contextmanager
def guarded(step: str, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn whatever a file does to the code inside into an ``UnreadableFile`` that names the step.

    What ends the process, such as Ctrl-C, passes.

    Args:
        step: The step.
        passing: Errors that are no file's fault.

    Raises:
        UnreadableFile: Something went wrong.
    """
    try:
        yield
    except passing:
        raise
    except UnreadableFile as problem:
        problem.step = problem.step or step
        raise
    except OSError as error:
        if error.errno is None:  # a decoder's own
            raise UnreadableFile("it is damaged or truncated", "Fetch it again", step) from None
        raise UnreadableFile(f"the file system refuses it ({os.strerror(error.errno)})", AGAIN, step) from None
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        raise failure(error, step) from None


def failure(error: BaseException, step: str) -> UnreadableFile:
    """Return the problem that an error of the program itself is."""
    frames = list(traceback.walk_tb(error.__traceback__))
    own = [(frame, line) for frame, line in frames if "pipeline" in frame.f_code.co_filename] or frames
    frame, line = own[-1]
    place = f"{Path(frame.f_code.co_filename).name}, line {line}"
    return UnreadableFile(
        f"the program failed while {step} it ({type(error).__name__} in {place})", REPORT, step, stack_of(error)
    )


def stack_of(error: BaseException | None) -> str:
    """Return an error's stack and those of its causes, without their messages, which can hold data cells."""
    parts: list[str] = []
    while error is not None and len(parts) < 5:
        frames = deque(traceback.walk_tb(error.__traceback__), maxlen=FRAMES)
        lines = [f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_name}" for frame, line in frames]
        parts.append("\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\ncaused by ".join(parts)
