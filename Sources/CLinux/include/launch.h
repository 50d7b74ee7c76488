// The child's side of a launch: a list of plain-data steps, interpreted between clone3 and execveat.
#ifndef ISOCOST_LAUNCH_H
#define ISOCOST_LAUNCH_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

// What a step does. Anonymous, because named C enums arrive in Swift as structs.
enum {
    ISOCOST_STEP_MOUNT = 1,     // text: source, target, type, data; value: MS_* flags
    ISOCOST_STEP_UNMOUNT,       // text[0]: target; value: MNT_* flags
    ISOCOST_STEP_PIVOT_ROOT,    // text: new root, where the old one goes
    ISOCOST_STEP_CHANGE_ROOT,   // text[0]: path
    ISOCOST_STEP_ENTER,         // fchdir; value: descriptor
    ISOCOST_STEP_CHANGE_FOLDER, // chdir; text[0]: path
    ISOCOST_STEP_HOSTNAME,      // text[0]: the name; value: its length in bytes
    ISOCOST_STEP_LOOPBACK_UP,   // no operands
    ISOCOST_STEP_UNSHARE,       // value: CLONE_NEW*
    ISOCOST_STEP_MOUNT_ATTRIBUTES, // text[0]: path; value: MOUNT_ATTR_* to set; more[0]: AT_RECURSIVE or 0
    ISOCOST_STEP_MAKE_FOLDER,   // text[0]: path; value: mode
    ISOCOST_STEP_MAKE_FILE,     // text[0]: path, made empty; value: mode
    ISOCOST_STEP_SYMBOLIC_LINK, // text: what it says, path
    ISOCOST_STEP_BECOME,        // value: user id; more[0]: group id; both of the child's user namespace
    ISOCOST_STEP_RESOURCE_LIMIT, // value: RLIMIT_*; more: soft, hard
    ISOCOST_STEP_PROCESS_CONTROL, // prctl; value: PR_*; more: the next two arguments
    ISOCOST_STEP_BOUNDING_SET,  // value: the capabilities to keep, a bit each
    ISOCOST_STEP_CAPABILITIES,  // data: three uint64_t, effective, permitted and inheritable
    ISOCOST_STEP_AMBIENT_SET,   // value: the capabilities, a bit each
    ISOCOST_STEP_RULESET,       // landlock_create_ruleset; value: accesses to files that it handles
    ISOCOST_STEP_RULE,          // landlock_add_rule; text[0]: path, or NULL for the program; value: accesses
    ISOCOST_STEP_RESTRICT,      // landlock_restrict_self, by the ruleset of the steps before
    ISOCOST_STEP_DENIAL,        // fails unless it is refused; text[0]: folder; value: 0 to open it, 1 to make it
    ISOCOST_STEP_FILTER,        // seccomp; data: struct sock_filter[]; value: how many; more[0]: flags
    ISOCOST_STEP_JOIN,          // a cgroup of version 1; value: a descriptor of its tasks file
    ISOCOST_STEP_ROUTE_REQUEST, // rtnetlink; data: a message; value: its length in bytes
};

// Where a launch stands that is not in a step of the list.
enum {
    ISOCOST_STAGE_AFFINITY = -1,
    ISOCOST_STAGE_STANDARD_STREAMS = -2,
    ISOCOST_STAGE_PROCESS_GROUP = -3,
    ISOCOST_STAGE_CLOSE_DESCRIPTORS = -4,
    ISOCOST_STAGE_WORKING_DIRECTORY = -5,
    ISOCOST_STAGE_EXEC = -6,
    ISOCOST_STAGE_FIXED_ADDRESSES = -7,
};

struct isocost_step {
    uint32_t kind;
    int32_t tolerated[2];  // errnos that do not count as a failure of the step, or 0
    const char *_Nullable text[4];
    uint64_t value;
    uint64_t more[2];
    const void *_Nullable data;
    // CLOCK_MONOTONIC nanoseconds when the step was done, written by the child.
    uint64_t finished_ns;
};

// What the child sends through the status pipe when it fails; nothing arrives when exec succeeds.
struct isocost_failure {
    int32_t step;  // index into the list, or an ISOCOST_STAGE_*
    int32_t code;  // errno
};

struct isocost_launch {
    struct isocost_step *_Nullable steps;
    uint32_t step_count;
    uint32_t early_steps;  // up to this index: before all that is common to the arms
    uint32_t late_steps;   // from this index on: after all that is common to the arms, right before exec
    int32_t ruleset;       // a Landlock ruleset that the child has made
    uint64_t clone_flags;  // CLONE_NEW*; the launcher's own flags are added in C
    int32_t cgroup;        // a cgroup v2 directory for CLONE_INTO_CGROUP, or -1
    int32_t gate;          // the child reads one byte here before it does anything
    int32_t gate_writer;   // the child closes its copy: what is left is the parent's alone
    int32_t status;        // the child writes an isocost_failure here
    int32_t standard[3];   // become descriptors 0, 1 and 2
    int32_t fixed_addresses;  // not 0: no address space randomisation (ADDR_NO_RANDOMIZE)
    int32_t executable;    // run by descriptor, or -1 to run `path`
    const char *path;
    char *_Nullable const *_Nonnull arguments;
    char *_Nullable const *_Nonnull environment;
    const char *working_directory;
    const void *_Nullable affinity;  // a CPU mask as the kernel has it, or NULL to leave it
    size_t affinity_bytes;
    void *stack;  // lowest address; must stay untouched until the status pipe is at its end
    size_t stack_bytes;
    // Written by the child, CLOCK_MONOTONIC nanoseconds.
    uint64_t released_ns;  // the gate opened
    uint64_t exec_ns;      // right before execveat
    // Written by the kernel.
    int32_t pidfd;
};

// clone3 with CLONE_VM on a stack of its own: no libc offers it, and a copied address space would
// make every launch pay for the size of the harness. Gives the child's pid, or -errno.
int64_t isocost_clone(struct isocost_launch *launch);

#pragma clang assume_nonnull end
#endif
