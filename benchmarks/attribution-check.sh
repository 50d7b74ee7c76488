#!/bin/sh
# Are effects of a designed experiment those of a direct measurement? Measures single mechanisms, and some that were in
# no arm, against bare, and holds what `isocost predict` makes of an attribution against that. Needs root and a release
# build.
#
#   benchmarks/attribution-check.sh ATTRIBUTION [BUDGET [SEED]]   exit 1 when a prediction differs
#
# ATTRIBUTION is the folder of `isocost attribute --suite benchmarks/attribution.yaml`.
set -eu
cd "$(dirname "$0")/.."

[ $# -ge 1 ] || { sed -n 's/^# \{0,1\}//p' "$0" | sed 1d >&2; exit 64; }
attribution=$1 budget=${2:-90s} seed=${3:-42}
isocost=.build/release/isocost
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

environments="benchmarks/attribution-check/only-seccomp.yaml benchmarks/attribution-check/only-overlay.yaml
benchmarks/attribution-check/only-pid.yaml benchmarks/attribution-check/pid-and-seccomp.yaml"

set --
for environment in $environments; do set -- "$@" --env "$environment"; done
"$isocost" run "$@" --workload sys.null --workload sys.stat --workload io.open --workload sys.fork --workload mem.fault \
    --workload net.tcp --precision 0.5% --budget "$budget" --seed "$seed" --output "$work/run" >"$work/report.txt"

failed=0
for environment in $environments; do
    "$isocost" predict "$attribution" --env "$environment" --against "$work/run"
    echo
    ! "$isocost" predict "$attribution" --env "$environment" --against "$work/run" --format json |
        grep -q '"agrees" : false' || failed=1
done
exit "$failed"
