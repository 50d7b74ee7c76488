#!/bin/sh
# Compares the system calls of one launch by the harness with those of one launch by the reference, in order,
# by name and arguments. What has to differ is left out: pids, descriptors, addresses, folder names.
#
#   calls.sh HARNESS TINY REFERENCE
set -eu

traces=$(mktemp -d)
trap 'rm -rf "$traces"' EXIT
# The fewest rounds the harness takes; one file for each process. The table is of no use under strace, nor
# is its verdict.
strace -ff -qq -o "$traces/trace" "$1" "$2" "$3" 60 1 >/dev/null || [ $? -eq 1 ]

# The trace of the process that became a program.
trace_of() { grep -lE "^execve(at\([^,]+, |\()\"$1\"" "$traces"/trace.* | head -n 1; }

# The tenth launch with CLONE_NEWTIME in a trace: the parent's calls, from the pipes to wait4, and in the last
# line the pid of the child.
parent_calls() {
    awk '
        { name = $0; sub(/\(.*/, "", name) }
        name == "pipe2" && last != "pipe2" { n = 0 }
        { calls[++n] = $0; last = name }
        /^clone3\(.*CLONE_NEWTIME/ { launches++; child = $NF }
        name == "wait4" && launches == 10 { for (i = 1; i <= n; i++) print calls[i]; print child; exit }
    ' "$1"
}

# Calls without signals, time stamps, results, and what differs from launch to launch and from process to process.
normalized() {
    sed -E \
        -e '/^(---|\+\+\+|clock_gettime)/d' \
        -e 's/ += (-?[0-9]+|\?).*$//' \
        -e 's/0x[0-9a-f]+/ADDRESS/g' \
        -e 's#/proc/[0-9]+/#/proc/PID/#' \
        -e 's#"/[^"]*/isocost-scratch-[^"]*"#STAGING#' \
        -e 's/^(close|read|write|ioctl|dup3|execveat)\([0-9]+/\1(FD/' \
        -e 's/^pipe2\(\[[0-9]+, [0-9]+\]/pipe2([FD, FD]/' \
        -e 's/\{fd=[0-9]+/{fd=FD/' \
        -e 's/pidfd=\[[0-9]+\]/pidfd=[FD]/' \
        -e 's/^(kill|wait4)\((-?)[0-9]+/\1(\2PID/' \
        -e 's/\{ru_utime.*\}/USAGE/'
}

# What comes after execveat is the program's.
launch_of() {
    calls=$(parent_calls "$(trace_of "$1")")
    child=$(printf '%s\n' "$calls" | tail -n 1)
    printf '%s\n' "$calls" | sed '$d' | normalized | sed 's/^/parent  /'
    sed '/^execveat/q' "$traces/trace.$child" | normalized | sed 's/^/child   /'
}

launch_of "$1" >"$traces/harness"
launch_of "$3" >"$traces/reference"
cat "$traces/harness"
if diff "$traces/harness" "$traces/reference" >"$traces/difference"; then
    echo "PASS  $(wc -l <"$traces/harness") system calls, the same in both"
else
    cat "$traces/difference"
    echo "FAIL  the harness (<) and the reference (>) differ"
    exit 1
fi
