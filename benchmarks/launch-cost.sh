#!/bin/sh
# What a launch with every namespace costs, next to a C program that does the same system calls, bwrap and
# unshare. Needs root, swift and gcc with a static libc; bwrap and unshare where they are to be compared.
#
#   benchmarks/launch-cost.sh [ROUNDS [SEED]]   measure (500 rounds); exit 1 when a target is missed
#   benchmarks/launch-cost.sh calls             compare the system calls by strace; exit 1 when they differ
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
exec "$harness" "$tools/tiny" "$tools/minimal_launch" "$@"
