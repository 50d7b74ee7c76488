# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# Whatever ends a run: nothing stays, at the latest once `isocost clean` has run.

# An environment with something of every kind that could stay.
make_cell() {
    cat >cell.yaml <<'END'
name: cell
namespaces: [mount, pid, uts, ipc, net, user, cgroup, time]
root: {kind: overlay, lower: /}
network: veth
cgroup: {memoryMax: 256MiB, pidsMax: 100}
END
}

cell_runs() {
    make_cell
    shortest_run cell.yaml
}

killed_run_is_cleaned_up() {
    make_cell
    list_traces before
    start_run cell.yaml --workload sys.null
    end_run KILL
    compare_traces before >left
    expect_part "$(cat left)" "left behind: /sys/fs/cgroup/isocost-"
    expect_status 0 isocost clean
    expect_part "$output" "removed /sys/fs/cgroup/isocost-"
    expect_status 0 isocost clean
    expect_part "$output" "nothing to remove"
}

# A child that was caught between clone and exec dies a moment after the run, and holds its ledger's lock until then.
killed_processes_are_gone() {
    list_traces now
    grep '^process ' now >processes || true
    ! grep -qvxF -f before processes
}

next_run_cleans_up() {
    make_cell
    list_traces before
    start_run cell.yaml --workload sys.null
    end_run KILL
    eventually killed_processes_are_gone
    expect_status 0 isocost run --env bare --workload sys.null --budget 1s --output next
    expect_part "$errors" "left by a run that was killed"
}

terminated_run_reports() {
    make_cell
    start_run cell.yaml --workload sys.null
    end_run TERM
    expect_part "$(cat stdout)" "was interrupted"
    expect_json run/run.json '.ending.interrupted == true' "the record"
}

test_that "a cell of overlay, veth and limits runs" cell_runs
test_that "clean removes what kill -9 left" killed_run_is_cleaned_up
test_that "the next run removes what kill -9 left" next_run_cleans_up
test_that "SIGTERM leaves a report and nothing else" terminated_run_reports
