#!/bin/sh
# One program, and the same with 2 % more to do: how long until isocost says so, and until hyperfine and Welch's
# t-test do, at equal rates of false alarm. About 12 minutes; needs swift, gcc and hyperfine, and a quiet machine.
#
#   benchmarks/time-to-verdict.sh [TRIALS]    of each kind, tool and effort (10)
#
# SCRATCH_PATH is where swift builds (.build), CC the C compiler (gcc).
set -eu
cd "$(dirname "$0")/.."

scratch=${SCRATCH_PATH:-.build}
swift build -c release --static-swift-stdlib --scratch-path "$scratch" >&2
bin=$(swift build -c release --static-swift-stdlib --scratch-path "$scratch" --show-bin-path)
mkdir -p "$scratch/time-to-verdict"
spin=$(cd "$scratch/time-to-verdict" && pwd)/spin
"${CC:-gcc}" -O2 -Wall -Wextra -Werror -static -o "$spin" benchmarks/time-to-verdict/spin.c
exec "$bin/time-to-verdict" "$bin/isocost" "$(command -v hyperfine)" "$spin" "$@"
