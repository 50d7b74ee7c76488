#!/usr/bin/env python3
"""Holds the worker's kernels against the same work in plain C (gcc -O2, baseline x86-64 or arm64).

    compare.py PATH-OF-RELEASE-WORKER [PAIRS]

Prints a line `NAME ratio median [lower upper] limit` for each kernel: worker time over reference time, one ratio a
pair, with the interval of the sign test around their median. Exit code 0 if no interval lies beyond its limit of 1,
1 if one does, 70 if something failed.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULT_PAIRS = 9
# The workloads ask for huge pages; so do the references. See docs/workloads.md.
HUGE_PAGES = "1"


@dataclass(frozen=True)
class Kernel:
    """What is compared: the same sizes, slices and operations on both sides."""

    workload: str
    reference: str
    ops: int
    slices: int
    limit: float
    working_set: int = 0
    # Fresh processes of each side in a pair, of which the fastest counts. Loops of system calls run in one
    # of two regimes that lie 11-18 % apart and hold for the life of a process: a pair of single processes
    # often compares regimes and not code. The fastest of seven is almost always of the fast one.
    processes: int = 1


KERNELS = [
    Kernel("mem.bandwidth", "triad", ops=256, slices=12, limit=0.10, working_set=48 << 20, processes=3),
    # 28 slices of 20,000 loads walk once through all 524,288 lines.
    Kernel("mem.latency", "chase", ops=20_000, slices=28, limit=0.10, working_set=32 << 20, processes=2),
    Kernel("sys.null", "null_call", ops=10_000, slices=10, limit=0.05, processes=7),
]


def compile_reference(name, folder):
    """Builds one reference and returns the path of the program."""
    program = os.path.join(folder, name)
    command = ["gcc", "-O2", "-o", program, os.path.join(HERE, name + ".c")]
    if os.uname().machine == "x86_64":
        command.insert(2, "-march=x86-64")
    subprocess.run(command, check=True)
    return program


def pin():
    """Runs in the child: the last CPU allowed, as the first often serves the host's interrupts."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def typical(times):
    """One value for a process: the median of its slices without the first, which warms up."""
    return statistics.median(times[1:])


def time_reference(program, kernel):
    """Nanoseconds per op in a fresh process of the reference."""
    command = [program, str(kernel.ops), str(kernel.slices)]
    if kernel.working_set:
        command += [str(kernel.working_set), HUGE_PAGES]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, preexec_fn=pin)
    return typical([float(line) for line in done.stdout.split()])


def time_worker(program, kernel):
    """Nanoseconds per op in a fresh process of the worker, through its protocol."""
    parameters = f'{{"workingSet":{kernel.working_set}}}' if kernel.working_set else "{}"
    requests = [f"prepare {kernel.workload} {parameters}"]
    requests += [f"run {kernel.ops}"] * kernel.slices + ["quit"]
    done = subprocess.run(
        [program],
        input="\n".join(requests) + "\n",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        preexec_fn=pin,
        env={"SWIFT_ROOT": "/"},
    )
    replies = done.stdout.splitlines()
    if len(replies) != 1 + kernel.slices or any(not r.startswith(("ready ", "done ")) for r in replies):
        raise RuntimeError(f"{kernel.workload}: unexpected reply: {replies[-1] if replies else 'none'}")
    return typical([int(reply.split()[1]) / kernel.ops for reply in replies[1:]])


def pair_ratio(kernel, worker, reference):
    """Worker over reference; the processes of both alternate, in a new random order each time."""
    sides = {"worker": lambda: time_worker(worker, kernel), "reference": lambda: time_reference(reference, kernel)}
    times = {"worker": [], "reference": []}
    for _ in range(kernel.processes):
        for side in random.sample(list(sides), 2):
            times[side].append(sides[side]())
    return min(times["worker"]) / min(times["reference"])


def sign_interval(values):
    """The interval of the sign test around the median: 96 % for six to eight pairs without a pair at either end left
    out, and for nine with one; processes differ for as long as they live, by where their pages lie."""
    ordered = sorted(values)
    left_out = 1 if len(ordered) >= 9 else 0
    return ordered[left_out], ordered[-1 - left_out]


def compare(worker, pairs):
    """Measures and prints all kernels; false if one is shown to be beyond its limit."""
    within = True
    with tempfile.TemporaryDirectory(prefix="isocost-reference-") as folder:
        references = {kernel: compile_reference(kernel.reference, folder) for kernel in KERNELS}
        # All kernels in each round: a disturbance is spread over them instead of hitting one.
        ratios = {kernel: [] for kernel in KERNELS}
        for _ in range(pairs):
            for kernel in KERNELS:
                ratios[kernel].append(pair_ratio(kernel, worker, references[kernel]))
    for kernel in KERNELS:
        values = ratios[kernel]
        lower, upper = sign_interval(values)
        within = within and lower <= 1 + kernel.limit and upper >= 1 - kernel.limit
        print(
            f"{kernel.workload} ratio {statistics.median(values):.3f} [{lower:.3f} {upper:.3f}] "
            f"limit {kernel.limit:.2f}"
        )
    return within


def main(arguments):
    if not 1 <= len(arguments) <= 2 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 64
    pairs = int(arguments[1]) if len(arguments) == 2 else DEFAULT_PAIRS
    try:
        return 0 if compare(os.path.abspath(arguments[0]), pairs) else 1
    except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
        print(f"compare.py: {error}", file=sys.stderr)
        return 70


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
