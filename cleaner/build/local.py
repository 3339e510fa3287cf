"""The engine of one machine: shards on processes. It sees names of shards, nothing else."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence

from cleaner.build.shards import Plan, Shard, clean_shard
from cleaner.errors import CleanerError


def run(shards: Sequence[Shard], plan: Plan, jobs: int) -> Iterator[Shard]:
    """Clean the shards on ``jobs`` processes, yielding each as it is finished.

    Raises CleanerError where a process was killed, e.g. for want of memory.
    """
    if jobs <= 1 or len(shards) <= 1:
        for shard in shards:
            clean_shard(shard, plan)
            yield shard
    else:
        yield from spread(shards, plan, min(jobs, len(shards)))


def spread(shards: Sequence[Shard], plan: Plan, jobs: int) -> Iterator[Shard]:
    """Clean the shards on several processes."""
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Largest first, so that no process is left alone with a long shard at the end.
    order = sorted(shards, key=lambda s: -sum(x.path.stat().st_size for x in s.sources))
    pool = ProcessPoolExecutor(jobs, get_context("forkserver"), initializer=quiet)
    try:
        tasks = {pool.submit(clean_shard, shard, plan): shard for shard in order}
        for task in as_completed(tasks):
            task.result()
            yield tasks[task]
    except BrokenProcessPool as e:
        hint = "give it more memory or fewer --jobs; what is done is kept, run the build again"
        raise CleanerError("build", "a process was killed", hint) from e
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def quiet() -> None:
    """An interrupt is the parent's to handle: a worker prints no traceback of its own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
