# shellcheck shell=bash
# shellcheck disable=SC2154  # kernel, work, filter and shell are set by scripts/test-guest and kernel.sh
# The guests: their machines, and what is tested in each. To add one: a line in ALL_BOOTS of scripts/test-guest, and a
# case in each of these.

# Beyond it a guest hangs: the slowest takes a third of it.
readonly BOOT_SECONDS=${ISOCOST_GUEST_SECONDS:-360}
# How long a guest that has said its last line may take to end.
readonly POWER_OFF_SECONDS=5

describe_machine() {
    case $1 in
    environments) echo "every environment, in cgroup v2 alone" ;;
    limits) echo "limits of cgroup v2, ends of runs, ordinary users, and tests in Swift" ;;
    numa) echo "two NUMA nodes of two cores each" ;;
    esac
}

# Groups of tests: files in Tests/Guest/tests.
groups_of() {
    case $1 in
    environments) echo kernel,tool,environments ;;
    limits) echo cgroups,endings,users,swift ;;
    numa) echo numa ;;
    esac
}

# Sets `machine`, arguments of QEMU. One thread for all CPUs of a guest: they take turns at every halt and pause, which is
# not slower while several guests boot at once, and leaves no room for races of the translator itself; with a thread for
# each CPU one boot of thirty spun for ever.
choose_machine() {
    machine=(-accel "tcg,thread=single" -cpu max -nodefaults -no-user-config -nographic -no-reboot -m 1536M)
    case $1 in
    # The least that boots: no option ROM, no device but a serial line.
    environments | limits) machine+=(-M "microvm,x-option-roms=off,isa-serial=on" -smp 2) ;;
    # Nodes are described by ACPI tables that a microvm has not.
    numa)
        machine+=(-M q35 -smp "4,sockets=2,cores=2")
        local node
        for node in 0 1; do
            machine+=(-object "memory-backend-ram,id=memory$node,size=768M"
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

# The frequency in the CPU's name is the counter's; where there is none, as in many guests, the current one has to do.
# A wrong one only makes the guest's seconds longer or shorter.
tsc_khz() {
    sed -n 's/^model name.*@ \([0-9.]*\)GHz/\1/p' /proc/cpuinfo | awk 'NR == 1 { printf "%d", $1 * 1000000 }' |
        grep . || awk '/^cpu MHz/ && $4 > most { most = $4 } END { printf "%d", most * 1000 }' /proc/cpuinfo
}

# The processes behind the guests that were started, and behind what shows them.
declare -a guests=() shows=()

# Boots in the background; its console goes into a log. QEMU's exit status tells nothing: it is 0 also when the kernel
# panicked. Results count by their lines alone.
start_guest() {
    local boot=$1 log=$KEPT/$1.log
    local -a machine
    choose_machine "$boot"
    : >"$log"
    timeout -k 5 "$BOOT_SECONDS" qemu-system-x86_64 "${machine[@]}" -serial stdio -kernel "$kernel" \
        -initrd "$work/initramfs" -append "$(kernel_parameters "$boot")" </dev/null >"$log" 2>&1 &
    guests+=($!)
    tail -n +1 -f -s 0.2 --pid=$! "$log" | sed -un "s/\r\$//; s/^GUEST /$boot: /p; s/^# /$boot:     /p" &
    shows+=($!)
    end_when_done "${guests[-1]}" "$log" &
    shows+=($!)
}

# A guest without KVM may hang as it restarts: with its last line said, it has some seconds to end, and has not failed.
end_when_done() {
    while kill -0 "$1" 2>/dev/null; do
        sleep 1
        grep -q '^GUEST done ' "$2" || continue
        sleep "$POWER_OFF_SECONDS"
        kill "$1" 2>/dev/null || true
    done
}

await_guests() {
    wait "${guests[@]}" || true
    wait "${shows[@]}" || true
    guests=() shows=()
}

# Whatever ends this script ends the guests.
end_guests() {
    [ ${#guests[@]} -eq 0 ] || kill "${guests[@]}" 2>/dev/null || true
}

open_shell() {
    local -a machine
    choose_machine "$1"
    qemu-system-x86_64 "${machine[@]}" -serial mon:stdio -kernel "$kernel" -initrd "$work/initramfs" -append \
        "$(kernel_parameters "$1") guest_columns=$(tput cols) guest_rows=$(tput lines)"
}
