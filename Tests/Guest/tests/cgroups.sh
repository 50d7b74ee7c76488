# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# Limits of cgroup v2, tried: each holds what is inside it, and without it the same work is done.

# NAME LIMITS: an environment with nothing but them.
make_limited() { printf 'name: %s\ncgroup: {%s}\n' "$1" "$2" >"$1.yaml"; }

# LIMITS SCRIPT: `tight` with the limits and `wide` with far more than there is of anything, and a shell script to be
# measured in them, and in bare.
make_pair() {
    make_limited tight "$1"
    make_limited wide 'cpuMax: 20, memoryMax: 20GiB, pidsMax: 10000, ioMax: {writeBytes: 100GiB}'
    printf '%s\n' "$2" >script
}

# For one block of the script; what it prints is in run/output.
measure_pair() {
    make_pair "$1" "$2"
    start_run wide.yaml --env tight.yaml --keep-output -- /bin/sh "$TEST_FOLDER/script"
    end_run TERM
}

# Tight, it fails, and says why.
expect_failure() {
    make_pair "$1" "$2"
    expect_status 70 isocost run --env wide.yaml --env tight.yaml --budget 300s --output run -- \
        /bin/sh "$TEST_FOLDER/script"
    expect_part "$errors" "failed in tight with"
    expect_part "$errors" "$3"
}

memory_max_holds() {
    expect_failure 'memoryMax: 16MiB' 'dd if=/dev/zero of=/dev/null bs=48M count=1 2>/dev/null' \
        'the kernel killed it for memory: cgroup.memoryMax (16777216 B)'
}

pids_max_holds() {
    expect_failure 'pidsMax: 8' 'for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.1 & done; wait' \
        'a process was refused: cgroup.pidsMax (8)'
}

# ENVIRONMENT FIELD: the largest value of it that the script printed.
most() { sed -n "s/^$2 //p" run/output/*"$1"* | sort -g | tail -n 1; }
least() { sed -n "s/^$2 //p" run/output/*"$1"* | sort -g | head -n 1; }

# shellcheck disable=SC2016  # the script inside expands it
# The kernel itself counts how often it had to hold the group back.
cpu_max_holds() {
    measure_pair 'cpuMax: 0.1' 'group=$(sed s/^0::// /proc/self/cgroup)
        count=0; while [ $count -lt 4000 ]; do count=$((count + 1)); done
        cat "/sys/fs/cgroup$group/cpu.stat"'
    [ "$(least tight nr_throttled)" -gt 0 ] || fail "it was not throttled: $(cat run/output/*tight*)"
    expect_equal "nr_throttled of wide" "$(most wide nr_throttled)" 0
}

# CPU 0 is not in the set: the kernel refuses to run it there, and allows it in bare.
cpuset_holds() {
    measure_pair 'cpus: 1' 'taskset -c 0 echo free 2>&1 || true'
    grep -q free run/output/*wide* || fail "without a set CPU 0 could not be used"
    ! grep -q free run/output/*tight* || fail "CPU 0 was used"
}

# shellcheck disable=SC2016  # the script inside expands it
# 192 KiB at 256 KiB a second, the first tenth of a second's for free, past the page cache. A slow guest takes longer,
# a limit that does not hold can't.
io_max_holds() {
    measure_pair 'ioMax: {writeBytes: 256KiB}' 'start=$(cut -d " " -f 1 /proc/uptime)
        dd if=/dev/zero of="$ISOCOST_SCRATCH/file" bs=16k count=12 oflag=direct 2>/dev/null
        awk "BEGIN { print \"seconds\", $(cut -d " " -f 1 /proc/uptime) - $start }"; rm "$ISOCOST_SCRATCH/file"'
    awk "BEGIN { exit !($(least tight seconds) >= 0.5) }" || fail "it took $(least tight seconds) s"
    awk "BEGIN { exit !($(least wide seconds) < 0.5) }" || fail "without a limit it took $(least wide seconds) s"
}

# The probes try it from inside, and look from outside whether the limit held.
verify_finds_the_limits() {
    make_limited limited 'memoryMax: 64MiB, pidsMax: 32, cpuMax: 0.2'
    expect_status 0 isocost verify --env limited.yaml --property 'limits.*' --format json
    echo "$output" >matrix
    expect_json matrix '[.outcomes[] | select(.environment == "limited").verdict] == ["isolated", "isolated", "isolated"]' \
        "the limits"
    expect_json matrix '[.outcomes[] | select(.environment == "bare").verdict] == ["shared", "shared", "shared"]' "bare"
}

# Every file of every controller reads back as it was asked for.
evidence_has_every_limit() {
    make_limited limited 'cpuMax: 0.5, cpuWeight: 50, cpus: 0-1, memoryMax: 256MiB, pidsMax: 100, ioMax: {readBytes: 1GiB}'
    shortest_run limited.yaml
    disk=$(cat /sys/block/loop0/dev)
    jq -s '.[0].arms.limited.evidence' run/blocks.ndjson >evidence
    expect_json evidence '.details["cpu.max"] == "50000 100000"' "cpu.max"
    expect_json evidence '.details["cpu.weight"] == "50"' "cpu.weight"
    expect_json evidence '.details["cpuset.cpus"] == "0-1"' "cpuset.cpus"
    expect_json evidence '.details["memory.max"] == "268435456"' "memory.max"
    expect_json evidence '.details["pids.max"] == "100"' "pids.max"
    expect_json evidence ".details[\"io.max\"] == \"$disk rbps=1073741824 wbps=max riops=max wiops=max\"" "io.max"
    expect_json evidence '.cgroupPath | test("^0::/isocost-[0-9a-f]+$")' "the cgroup"
}

# The kernel traces every task that is moved into a cgroup, and none that is born in one.
children_are_born_in_their_cgroup() {
    tracing=/sys/kernel/tracing
    moves=$tracing/events/cgroup/cgroup_attach_task/enable
    trap 'echo 0 >$moves; echo >$tracing/trace' EXIT
    echo 1 >$moves
    mkdir "$TOP/moved"
    inside "$TOP/moved" true
    rmdir "$TOP/moved"
    grep -q 'dst_path=/moved' $tracing/trace || fail "a task that was moved is not in the trace: $(cat $tracing/trace)"
    make_limited limited 'memoryMax: 256MiB'
    shortest_run limited.yaml
    expect_json blocks 'all(.[]; .arms.limited.evidence.cgroupPath | startswith("0::/isocost-"))' "the cgroup"
    ! grep 'dst_path=/isocost-' $tracing/trace || fail "a task was moved"
}

# As in a session of systemd: a cgroup with processes may have no limited children, so the arm's is its sibling.
limits_are_beside_a_session() {
    trap 'rmdir "$TOP/session"; echo "-memory" >"$TOP/cgroup.subtree_control"' EXIT
    echo "+memory" >"$TOP/cgroup.subtree_control"
    mkdir "$TOP/session"
    make_limited limited 'memoryMax: 256MiB'
    shortest_run limited.yaml inside "$TOP/session"
    expect_json blocks 'all(.[]; .arms.bare.evidence.cgroupPath == "0::/session")' "the cgroup of bare"
    expect_json blocks 'all(.[]; .arms.limited.evidence.cgroupPath | test("^0::/isocost-[0-9a-f]+$"))' "the cgroup"
}

# Where the parent passes no controller on, nothing is changed, and the reason is given.
missing_controllers_are_told() {
    trap 'rmdir $TOP/session' EXIT
    mkdir "$TOP/session"
    make_limited limited 'memoryMax: 256MiB'
    expect_status 77 inside "$TOP/session" isocost run --env limited.yaml --workload sys.null --output run
    expect_part "$errors" "cgroup.subtree_control lacks memory"
}

test_that "memory.max holds" memory_max_holds
test_that "pids.max holds" pids_max_holds
test_that "cpu.max holds" cpu_max_holds
test_that "cpuset.cpus holds" cpuset_holds
test_that "io.max holds" io_max_holds
test_that "verify finds the limits of memory, processes and CPU time" verify_finds_the_limits
test_that "every limit of cgroup v2 is in the evidence" evidence_has_every_limit
test_that "children are born in their cgroup (CLONE_INTO_CGROUP)" children_are_born_in_their_cgroup
test_that "limits in a session's cgroup are made beside it" limits_are_beside_a_session
test_that "a cgroup without controllers is refused with the reason" missing_controllers_are_told
