#!/bin/sh
# How long the statistics take on a large run, next to what they may take; exit 1 when one takes longer.
# Needs swift; SCRATCH_PATH is where it builds (.build).
set -eu
cd "$(dirname "$0")/.."

scratch=${SCRATCH_PATH:-.build}
swift build -c release --static-swift-stdlib --scratch-path "$scratch" --product analysis-cost >&2
exec "$(swift build -c release --static-swift-stdlib --scratch-path "$scratch" --show-bin-path)/analysis-cost"
