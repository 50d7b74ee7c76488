# shellcheck shell=bash
# The machines that are booted, and how. To add one: a line in ALL_BOOTS of scripts/test-guest, and a case here.

readonly BOOT_SECONDS=240

# What the tests there are about.
describe_machine() {
    case $1 in
    cgroup2) echo "two CPUs, every controller in cgroup v2" ;;
    numa) echo "two NUMA nodes of two cores each" ;;
    esac
}

# Groups of tests, files in Tests/Guest/tests.
groups_of() {
    case $1 in
    cgroup2) echo ${GROUPS_WANTED:-kernel,tool,environments,cgroups,endings,users,swift} ;;
    numa) echo numa ;;
    esac
}

# Sets `machine`, arguments of QEMU.
choose_machine() {
    machine=(-accel "tcg,thread=multi" -cpu max -nodefaults -no-user-config -nographic -no-reboot)
    case $1 in
    # The least that boots, in a second and a half: no option ROM, no device but a serial line.
    cgroup2) machine+=(-M "microvm,x-option-roms=off,isa-serial=on" -smp 2 -m 2048M) ;;
    # Nodes are described by ACPI tables, which a microvm has none for.
    numa)
        machine+=(-M q35 -smp "4,sockets=2,cores=2" -m 2048M)
        local node
        for node in 0 1; do
            machine+=(-object "memory-backend-ram,id=memory$node,size=1024M"
                -numa "node,nodeid=$node,memdev=memory$node,cpus=$((2 * node))-$((2 * node + 1))")
        done
        ;;
    esac
}

# Without tsc_early_khz a guest without KVM measures the time stamp counter, which is the host's, against timers that
# are not there, and some boots hang; without tsc=reliable it takes the CPUs' counters for unsynchronised, and its
# clock ticks every 4 ms. A panic restarts the guest, and -no-reboot makes of that its end.
kernel_parameters() {
    echo console=ttyS0 quiet loglevel=4 reboot=t panic=-1 tsc=reliable "tsc_early_khz=$(tsc_khz)" \
        "guest_groups=$(groups_of "$1")" "guest_filter=$filter" "guest_shell=$shell"
}

# The frequency in the name is the counter's; where there is none, as in many guests, the current one has to do.
# A wrong one only makes the guest's seconds longer or shorter.
tsc_khz() {
    sed -n 's/^model name.*@ \([0-9.]*\)GHz/\1/p' /proc/cpuinfo | awk 'NR == 1 { printf "%d", $1 * 1000000 }' |
        grep . || awk '/^cpu MHz/ && $4 > most { most = $4 } END { printf "%d", most * 1000 }' /proc/cpuinfo
}

# Boots and shows what the tests say; the whole console is kept. QEMU's exit status tells nothing: it is 0 also when
# the kernel panicked. Results count by their lines alone.
run_guest() {
    local boot=$1 log=$KEPT/$1.log status=0
    local -a machine
    choose_machine "$boot"
    timeout --foreground -k 5 "$BOOT_SECONDS" qemu-system-x86_64 "${machine[@]}" -serial stdio \
        -kernel "$kernel" -initrd "$work/initramfs" -append "$(kernel_parameters "$boot")" </dev/null 2>&1 |
        tr -d '\r' | tee "$log" | grep --line-buffered -E '^(GUEST|#) ' || status=$?
    [ "${PIPESTATUS[0]:-0}" -ne 124 ] && [ "$status" -eq 0 ] || echo "(the guest's console is in $log)"
}

open_shell() {
    local -a machine
    choose_machine "$1"
    qemu-system-x86_64 "${machine[@]}" -serial mon:stdio -kernel "$kernel" -initrd "$work/initramfs" -append \
        "$(kernel_parameters "$1") guest_columns=$(tput cols) guest_rows=$(tput lines)"
}
