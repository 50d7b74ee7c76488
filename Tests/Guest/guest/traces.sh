# shellcheck shell=dash
# What a run could leave behind, as lines of text.

# FILE: everything that there is now, in order. Not to be called in a subshell, which would find itself.
list_traces() {
    # Processes first, and in no pipe: what lists them would be in the list.
    list_processes >"$1.all"
    list_kernel_objects >>"$1.all"
    find /tmp /var/tmp /run /dev/shm /dev/mqueue -mindepth 1 | sed 's/^/file /' >>"$1.all"
    sort "$1.all" >"$1"
}

# Without this shell, its parents and the kernel's threads. Zombies have no program either.
list_processes() {
    for process in /proc/[0-9]*; do
        if program=$(readlink "$process/exe"); then
            echo "process ${process#/proc/} $program"
        elif grep -q '^State:.Z' "$process/status"; then
            echo "process ${process#/proc/} that nobody reaps"
        fi
    done 2>/dev/null
}

list_kernel_objects() {
    cut -d ' ' -f 1-4 /proc/mounts | sed 's/^/mount /'
    find /sys/fs/cgroup -mindepth 1 -type d | sed 's/^/cgroup /'
    sed 's/^/controllers of the top cgroup: /' /sys/fs/cgroup/cgroup.subtree_control
    for interface in /sys/class/net/*; do echo "interface ${interface##*/}"; done
    for kind in shm sem msg; do awk "NR > 1 { print \"$kind\", \$1, \$2 }" "/proc/sysvipc/$kind"; done
    sed 's/^/kprobe /' /sys/kernel/tracing/kprobe_events
    sed 's/^/uprobe /' /sys/kernel/tracing/uprobe_events
}

# FILE: prints what has come and gone since; nothing where nothing has.
compare_traces() {
    list_traces /root/traces.now
    grep -vxF -f "$1" /root/traces.now | sed 's/^/left behind: /'
    grep -vxF -f /root/traces.now "$1" | sed 's/^/lost: /'
}

# The same; what the kernel and killed processes take away a moment later is waited for, five seconds at most.
await_traces() {
    for _ in $(seq 50); do
        compare_traces "$1" >/root/traces.changed
        [ -s /root/traces.changed ] || return 0
        sleep 0.1
    done
    cat /root/traces.changed
}
