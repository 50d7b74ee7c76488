# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# What an ordinary user can do.

# COMMAND... busybox would take a program of its own for a name without a path.
as_user() { /bin/setpriv --reuid 1000 --regid 1000 --clear-groups env HOME=/tmp "$@"; }

# The test's folder is the user's.
give_away() {
    chmod 711 /root
    chown 1000:1000 "$TEST_FOLDER"
}

namespaces_run() {
    give_away
    shortest_run namespaces as_user
    expect_json blocks 'all(.[]; .arms.bare.evidence.capEff == "0000000000000000")' "bare has no capability"
    for kind in mnt pid uts ipc net user cgroup time; do
        expect_json blocks "all(.[]; .arms.bare.evidence.$kind != .arms.namespaces.evidence.$kind)" "the $kind namespace"
    done
}

# An overlay in a user namespace needs attributes of its own kind, which tmpfs of this kernel has not: as it is
# mounted on /var/tmp, ext4 has.
overlay_runs() {
    give_away
    cat >cell.yaml <<'END'
name: cell
namespaces: [mount, pid, user]
root: {kind: overlay, lower: /}
END
    shortest_run cell.yaml as_user
}

root_is_needed() {
    give_away
    expect_status 77 as_user isocost run --env chroot --workload sys.null --output run
    expect_part "$errors" "CAP_SYS_CHROOT"
    printf 'name: limited\ncgroup: {memoryMax: 64MiB}\n' >limited.yaml
    expect_status 77 as_user isocost run --env limited.yaml --workload sys.null --output run
    expect_part "$errors" "this user may make no cgroup"
}

# A cgroup that was given to the user, as systemd does it (Documentation/admin-guide/cgroup-v2.rst, "Delegation").
delegated_cgroup_is_used() {
    trap 'rmdir "$TOP/mine/session" "$TOP/mine"; echo "-memory -pids" >"$TOP/cgroup.subtree_control"' EXIT
    echo "+memory +pids" >"$TOP/cgroup.subtree_control"
    mkdir "$TOP/mine" "$TOP/mine/session"
    echo "+memory +pids" >"$TOP/mine/cgroup.subtree_control"
    for file in cgroup.procs cgroup.subtree_control cgroup.threads; do chown 1000:1000 "$TOP/mine/$file"; done
    chown 1000:1000 "$TOP/mine" "$TOP/mine/session" "$TOP/mine/session/cgroup.procs"
    give_away
    printf 'name: limited\ncgroup: {memoryMax: 256MiB, pidsMax: 50}\n' >limited.yaml
    shortest_run limited.yaml inside "$TOP/mine/session" /bin/setpriv --reuid 1000 --regid 1000 --clear-groups env HOME=/tmp
    expect_json blocks 'all(.[]; .arms.limited.evidence.cgroupPath | test("^0::/mine/isocost-"))' "the cgroup"
    expect_json blocks 'all(.[]; .arms.limited.evidence.details["memory.max"] == "268435456")' "memory.max"
}

test_that "an ordinary user's namespaces run" namespaces_run
test_that "an ordinary user's overlay runs" overlay_runs
test_that "an ordinary user is told what needs root" root_is_needed
test_that "an ordinary user's own cgroup is used" delegated_cgroup_is_used
