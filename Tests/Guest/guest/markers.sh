# shellcheck shell=dash
# shellcheck disable=SC2154  # guest_filter is from the kernel's command line
# Marker lines, which scripts/test-guest counts, and what tests are made of.
#
#   GUEST ok NAME (SECONDS s)
#   GUEST not ok NAME (SECONDS s)      what the test printed follows, each line after `# `
#   GUEST skip NAME: REASON
#   GUEST done N passed, M failed, K skipped

# shellcheck source=Tests/Guest/guest/traces.sh
. /guest/guest/traces.sh

passed=0 failed=0 skipped=0
readonly SKIPPED=77 TEST_FOLDER=/root/test TEST_SECONDS=120
# shellcheck disable=SC2034  # of the tests: the top cgroup
readonly TOP=/sys/fs/cgroup
mkfifo /root/never

# NAME FUNCTION [ARGUMENT...]: one test, in an empty folder of its own. It fails with the first command that fails, when
# it takes longer than two minutes, and when it leaves anything behind that was not there before.
test_that() {
    name=$1
    shift
    case $name in
    *"$guest_filter"*) ;;
    *) return ;;
    esac
    mkdir -p "$TEST_FOLDER"
    list_traces /root/traces.before
    read_clock
    started=$clock
    end_what_hangs &
    watchdog=$!
    (
        cd "$TEST_FOLDER" || exit
        set -eu
        "$@"
    ) >/root/log 2>&1 </dev/null
    status=$?
    kill "$watchdog"
    wait "$watchdog"
    read_clock
    took=$(((clock - started) / 10))
    took=$((took / 10)).$((took % 10))
    rm -rf "$TEST_FOLDER"
    await_traces /root/traces.before >/root/traces.report
    changed=$(cat /root/traces.report)
    judge
}

# After its time a test ends with all that it has started. Nothing is ever written to the fifo.
end_what_hangs() {
    # shellcheck disable=SC3045  # busybox has it
    read -r -t "$TEST_SECONDS" _ <>/root/never
    read -r self _ </proc/self/stat
    for process in /proc/[0-9]*; do
        grep -q "^process $process " /root/traces.before || [ "${process#/proc/}" = "$self" ] ||
            kill -KILL "${process#/proc/}"
    done 2>/dev/null
}

judge() {
    if [ "$status" -eq "$SKIPPED" ]; then
        skipped=$((skipped + 1))
        echo "GUEST skip $name: $(tail -n 1 /root/log)"
    elif [ "$status" -eq 0 ] && [ -z "$changed" ]; then
        passed=$((passed + 1))
        echo "GUEST ok $name ($took s)"
    else
        failed=$((failed + 1))
        echo "GUEST not ok $name ($took s)"
        tail -n 60 /root/log | sed 's/^/# /'
        [ "$status" -eq 0 ] || echo "# ended with status $status"
        [ -z "$changed" ] || echo "$changed" | sed 's/^/# /'
    fi
}

done_line() { echo "GUEST done $passed passed, $failed failed, $skipped skipped"; }

# Sets `clock` to hundredths of seconds since boot.
read_clock() {
    read -r clock _ </proc/uptime
    clock=${clock%.*}${clock#*.}
}

fail() {
    echo "FAILED: $*"
    exit 1
}

skip() {
    echo "$*"
    exit "$SKIPPED"
}

# WHAT ACTUAL EXPECTED
expect_equal() { [ "$2" = "$3" ] || fail "$1 is '$2', not '$3'"; }

# TEXT PART: a part of it, word for word.
expect_part() {
    case $1 in
    *"$2"*) ;;
    *) fail "'$2' is missing in: $1" ;;
    esac
}

# STATUS COMMAND...: its exit status. What it writes is in `output` and `errors`.
expect_status() {
    wanted=$1
    shift
    got=0
    "$@" >stdout 2>stderr || got=$?
    output=$(cat stdout) errors=$(cat stderr)
    [ "$got" -eq "$wanted" ] || fail "'$*' ended with status $got, not $wanted
$output
$errors"
}

# FILE FILTER WHAT: a jq filter that has to be true.
expect_json() {
    jq -e "$2" "$1" >/dev/null || fail "$3: not so: $2, in
$(jq -c . "$1" | head -c 6000)"
}

# ENVIRONMENT [COMMAND...]: one block of it in the folder `run`, as fast as that goes; its blocks in `blocks`. A command
# starts isocost.
shortest_run() {
    environment=$1
    shift
    cat >suite.yaml <<END
name: shortest
environments: [$environment]
workloads: [sys.null]
rounds: 1
budget: 500ms
END
    rm -rf run
    expect_status 0 "$@" isocost run --suite suite.yaml --seed 1 --output run --format json
    jq -s . run/blocks.ndjson >blocks
    expect_json blocks 'length > 0' "blocks"
}

# Blocks of a run that goes on, to be ended once they are there: `start_run ENVIRONMENT OPTIONS...` sets `run` to its
# pid.
start_run() {
    environment=$1
    shift
    isocost run --env "$environment" --budget 300s --precision 0.0001% --output run "$@" >stdout 2>stderr &
    run=$!
    eventually test -s run/blocks.ndjson
}

# SIGNAL
end_run() {
    kill -"$1" "$run"
    wait "$run" || true
}

# CGROUP COMMAND...: from inside of it.
inside() {
    group=$1
    shift
    sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$group" "$@"
}

# Waits for a condition, half a minute at most.
eventually() {
    for _ in $(seq 600); do
        ! "$@" || return 0
        sleep 0.05
    done
    fail "this did not come about: $*"
}
