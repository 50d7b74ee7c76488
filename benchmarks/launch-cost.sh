#!/bin/sh
# What a launch costs, next to a C program that does the same system calls and to launchers and runtimes that
# set up the same. Needs root, swift and gcc with a static libc; bwrap, unshare, crun and runc where they are to be
# compared.
#
#   benchmarks/launch-cost.sh [ROUNDS [SEED]]            every namespace (500 rounds), next to C, bwrap and unshare;
#                                                        exit 1 when a target is missed
#   benchmarks/launch-cost.sh runtimes [ROUNDS [SEED]]   the mechanisms of namespaces and of container (400 rounds),
#                                                        next to bwrap, crun and runc; exit 1 when a target is missed
#   benchmarks/launch-cost.sh calls                      compare the system calls with C's by strace; exit 1 when they
#                                                        differ
#
# SCRATCH_PATH is where swift builds (.build), CC the C compiler (gcc).
set -eu
cd "$(dirname "$0")/.."

scratch=${SCRATCH_PATH:-.build}
swift build -c release --static-swift-stdlib --scratch-path "$scratch" --product launch-cost >&2
harness=$(swift build -c release --static-swift-stdlib --scratch-path "$scratch" --show-bin-path)/launch-cost

mkdir -p "$scratch/launch-cost"
tools=$(cd "$scratch/launch-cost" && pwd)
"${CC:-gcc}" -O2 -Wall -Wextra -Werror -static -o "$tools/tiny" benchmarks/launch-cost/reference/tiny.c
"${CC:-gcc}" -O2 -Wall -Wextra -Werror -o "$tools/minimal_launch" benchmarks/launch-cost/reference/minimal_launch.c

if [ "${1:-}" = calls ]; then
    exec benchmarks/launch-cost/calls.sh "$harness" "$tools/tiny" "$tools/minimal_launch"
fi
if [ "${1:-}" = runtimes ]; then
    shift
    # crun refuses a version 2 hierarchy beside those of version 1: all take part without it.
    exec unshare --mount sh -c '
        ! mountpoint -q /sys/fs/cgroup/unified || umount /sys/fs/cgroup/unified
        exec "$@"' sh "$harness" runtimes "$tools/tiny" "$@"
fi
exec "$harness" "$tools/tiny" "$tools/minimal_launch" "$@"
