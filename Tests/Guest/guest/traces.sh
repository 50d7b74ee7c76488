# shellcheck shell=dash
# What a run could leave behind, as lines of text.

# FILE: everything that there is now, in order. As few programs as can be: each takes some milliseconds without KVM. Not to
# be called in a subshell made for it, which would find itself.
list_traces() {
    # Not in a pipe, for the same reason. Kernel threads have no program.
    # shellcheck disable=SC2012  # no odd names here
    ls -l /proc/[0-9]*/exe >"$1.links" 2>/dev/null || true
    grep -l '^State:.Z' /proc/[0-9]*/status >"$1.all" 2>/dev/null || true
    # shellcheck disable=SC2129  # one after the other
    sed -n 's/.* \(.proc.[0-9]*\).exe -> /process \1 /p' "$1.links" >>"$1.all"
    awk '
        FILENAME ~ "mounts" { print "mount", $1, $2, $3, $4; next }
        FILENAME ~ "sysvipc" && FNR > 1 { print FILENAME, $1, $2 }
        FILENAME ~ "control|events" { print FILENAME ":", $0 }
    ' /proc/mounts /proc/sysvipc/shm /proc/sysvipc/sem /proc/sysvipc/msg "$TOP/cgroup.subtree_control" \
        /sys/kernel/tracing/kprobe_events /sys/kernel/tracing/uprobe_events >>"$1.all"
    find /tmp /var/tmp /run /dev/shm /dev/mqueue /sys/class/net "$TOP" -mindepth 1 \
        \( -path "$TOP/*" -type f -prune -o -print \) >>"$1.all"
    sort "$1.all" >"$1"
}

# FILE: prints what has come and gone since; nothing where nothing has.
compare_traces() {
    list_traces /root/traces.now
    ! cmp -s "$1" /root/traces.now || return 0
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
