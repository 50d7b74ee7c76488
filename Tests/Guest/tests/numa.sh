# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# Several NUMA nodes: harness and worker belong on one, on a core each.

# CPU: its node.
node_of() {
    for node in /sys/devices/system/node/node[0-9]*; do
        [ ! -e "$node/cpu$1" ] || echo "${node##*/node}"
    done
}

# The test of the guest itself.
there_are_two_nodes() {
    expect_equal "the nodes" "$(cat /sys/devices/system/node/has_memory)" "0-1"
    expect_equal "the nodes of CPUs 0 to 3" "$(node_of 0) $(node_of 1) $(node_of 2) $(node_of 3)" "0 0 1 1"
}

run_names_the_nodes() {
    expect_status 0 isocost doctor
    expect_part "$output" "4 CPUs, NUMA nodes: 2"
    shortest_run namespaces
    expect_json run/run.json '.host.numaNodes == 2' "the host"
    worker=$(jq .plan.placement.worker run/run.json)
    controller=$(jq .plan.placement.controller run/run.json)
    [ "$worker" != "$controller" ] || fail "both run on CPU $worker"
    expect_equal "the worker's node" "$(node_of "$worker")" "$(node_of "$controller")"
    expect_json blocks "all(.[].arms[]; .evidence.affinity == \"$worker\")" "where the workers ran"
}

# CPUS WORKER HARNESS: where they go when only some CPUs may be used.
placement_is() {
    expect_status 0 taskset -c "$1" isocost doctor
    expect_part "$output" "work on      CPU $2, harness on CPU $3"
}

test_that "there are two NUMA nodes" there_are_two_nodes
test_that "a run places harness and worker on one node" run_names_the_nodes
test_that "CPUs of both nodes: harness beside the worker" placement_is 0,2,3 3 2
test_that "CPUs of the first node: harness beside the worker" placement_is 0,1 1 0
test_that "one CPU a node: harness on the other node" placement_is 1,2 2 1
