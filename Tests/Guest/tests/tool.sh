# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# What isocost says about this guest.

doctor_knows_the_guest() {
    expect_status 0 isocost doctor
    expect_part "$output" "host         guest, Linux $(uname -r)"
    expect_part "$output" "$(nproc) CPUs, NUMA nodes: 1"
    expect_part "$output" "virtualized  qemu"
    expect_part "$output" "cgroup       v2"
    expect_part "$output" "counters: task-clock, page-faults"
    expect_part "$output" "no hardware PMU"
    for environment in chroot namespaces; do expect_part "$output" "yes  $environment"; done
}

# All but what this machine's CPU, and not its kernel, decides.
every_mechanism_is_available() {
    expect_status 0 isocost list mechanisms
    expect_part "$output" "memoryMax "
    missing=$(echo "$output" | grep unavailable | grep -v '^speculation ' || true)
    expect_equal "what is unavailable" "$missing" ""
}

test_that "doctor tells what this guest is" doctor_knows_the_guest
test_that "every mechanism is available" every_mechanism_is_available
