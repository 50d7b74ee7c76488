# shellcheck shell=bash
# shellcheck disable=SC2154  # filter is set by scripts/test-guest
# What came out, by the marker lines of Tests/Guest/guest/markers.sh.

passed=0 failed=0 skipped=0

# A guest that did not say its last line, or said another count than its lines show, has failed.
count_markers() {
    local boot=$1 log=$KEPT/$1.log ok not_ok skip
    sed -i 's/\r$//' "$log"
    ok=$(grep -c '^GUEST ok ' "$log") || true
    not_ok=$(grep -c '^GUEST not ok ' "$log") || true
    skip=$(grep -c '^GUEST skip ' "$log") || true
    if ! grep -qx "GUEST done $ok passed, $not_ok failed, $skip skipped" "$log"; then
        not_ok=$((not_ok + 1))
        printf '%s: not ok: it did not get to its end within %s s. The end of %s:\n' "$boot" "$BOOT_SECONDS" "$log"
        tail -n 30 "$log" | sed 's/^/    /'
    elif [ $((ok + not_ok)) -eq 0 ] && [ -z "$filter" ]; then
        not_ok=1
        echo "$boot: not ok: it ran no test"
    elif [ "$not_ok" -gt 0 ]; then
        echo "$boot: its whole console is in $log"
    fi
    passed=$((passed + ok)) failed=$((failed + not_ok)) skipped=$((skipped + skip))
}

# The last line of all, and the exit status.
summarize() {
    [ $((passed + failed + skipped)) -gt 0 ] || stop 64 "no test has '$filter' in its name"
    local line="$passed passed, $failed failed"
    [ "$skipped" -eq 0 ] || line+=", $skipped skipped"
    printf '\n%s\n' "$line"
    [ "$failed" -eq 0 ]
}
