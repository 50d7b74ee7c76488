#!/usr/bin/env bash
# What the length of a slice does to the intervals: the same workloads, the same time, other slices.
# Prints for each workload and setting the wider half-width of chroot's and namespaces' overhead, in %.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly WORKLOADS="cpu.integer mem.latency io.metadata io.read.random sys.null sys.fork"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() { # SLICE ROUNDS
    cat > "$work/suite.yaml" <<END
name: slice-length
environments: [chroot, namespaces]
workloads: [${WORKLOADS// /, }]
precision: 0.001%
budget: ${BUDGET:-30s}
slice: $1
rounds: $2
END
    .build/release/isocost run --suite "$work/suite.yaml" --output "$work/$1-$2" --format csv |
        awk -F, -v setting="$1 x $2" '
            NR > 1 && $1 == "comparison" && $3 != "bare\x27" {
                width = ($9 - $8) / 2 * 100
                if (width > widest[$2]) widest[$2] = width
                blocks[$2] = $16
            }
            END { for (name in widest) printf "%-16s %-12s ±%.2f %%  %d blocks\n", name, setting, widest[name], blocks[name] }'
}

for setting in "2ms 20" "1ms 40" "0.5ms 40" "0.5ms 80" "0.25ms 80"; do
    # shellcheck disable=SC2086  # two words on purpose
    measure $setting
done | sort -s -k1,1
