# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# What this guest is for: that its kernel has what the tests after these rely on.

readonly CONTROLLERS="cpuset cpu io memory hugetlb pids rdma misc"

every_controller_is_in_version_2() {
    expect_equal "cgroup.controllers" "$(cat "$TOP"/cgroup.controllers)" "$CONTROLLERS"
    ! grep -q ' - cgroup ' /proc/self/mountinfo || fail "version 1 is mounted too"
    trap 'rmdir "$TOP/all"; for controller in $CONTROLLERS; do echo "-$controller" >"$TOP/cgroup.subtree_control"; done' EXIT
    for controller in $CONTROLLERS; do echo "+$controller" >"$TOP/cgroup.subtree_control"; done
    mkdir "$TOP/all"
    expect_equal "cgroup.controllers of a child" "$(cat "$TOP"/all/cgroup.controllers)" "$CONTROLLERS"
    for file in cpu.max cpu.weight cpuset.cpus io.max memory.max memory.peak pids.max hugetlb.2MB.max rdma.max misc.max \
        cgroup.kill cgroup.freeze cpu.pressure io.pressure memory.pressure; do
        [ -e "$TOP/all/$file" ] || fail "a child has no $file"
    done
}

kprobes_and_the_function_tracer_work() {
    tracing=/sys/kernel/tracing
    expect_part "$(cat $tracing/available_tracers)" " function "
    trap 'echo 0 >$tracing/events/guest/enable; echo >$tracing/kprobe_events; echo >$tracing/trace' EXIT
    echo 'p:guest/opened do_sys_openat2' >$tracing/kprobe_events
    echo 1 >$tracing/events/guest/opened/enable
    cat /proc/version
    grep -q 'opened: (do_sys_openat2' $tracing/trace || fail "a kprobe was not hit"
}

# What stays of a run is looked for by list_traces: here it has to find one of each kind.
nothing_is_left_unseen() {
    list_traces before
    mkdir "$TOP/left"
    sleep 1000 &
    mkdir /tmp/left
    mount -t tmpfs left /tmp/left
    ip link add left type veth
    compare_traces before >changed
    kill "$!"
    umount /tmp/left
    rmdir /tmp/left "$TOP/left"
    ip link delete left
    for part in "left behind: $TOP/left" "left behind: mount left /tmp/left" "left behind: /tmp/left" \
        "left behind: /sys/class/net/left" "left behind: process /proc/$! "; do
        expect_part "$(cat changed)" "$part"
    done
}

test_that "the kernel has every controller in cgroup v2" every_controller_is_in_version_2
test_that "the kernel has kprobes and the function tracer" kprobes_and_the_function_tracer_work
test_that "the tests see what a run leaves behind" nothing_is_left_unseen
