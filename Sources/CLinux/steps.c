#define _GNU_SOURCE
#include "steps.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/mount.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>

void isocost_leave(int status) {
    for (;;) CALL1(exit_group, status);
}

// A network namespace starts with `lo` down (man 7 netdevice).
static long bring_loopback_up(void) {
    long descriptor = CALL3(socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return descriptor;
    struct ifreq request = {.ifr_name = "lo"};
    long result = CALL3(ioctl, descriptor, SIOCGIFFLAGS, &request);
    if (result >= 0) {
        request.ifr_flags |= IFF_UP | IFF_RUNNING;
        result = CALL3(ioctl, descriptor, SIOCSIFFLAGS, &request);
    }
    CALL1(close, descriptor);
    return result;
}

// A parent that dies from now on sends this signal; one that died before has hung up the gate, which it
// would hold open until exec. In a pid namespace getppid() is 0 either way and tells nothing.
void isocost_die_with_parent(const struct isocost_launch *launch) {
    CALL2(prctl, PR_SET_PDEATHSIG, SIGKILL);
    struct pollfd gate = {.fd = launch->gate};
    struct timespec at_once = {0};
    raw_syscall(SYS_ppoll, (long)&gate, 1, (long)&at_once, 0, sizeof(uint64_t), 0);
    if (gate.revents & POLLHUP) isocost_leave(127);
}

static long make_file(const char *path, uint64_t mode) {
    long descriptor = CALL4(openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    return descriptor < 0 ? descriptor : CALL1(close, descriptor);
}

static long set_mount_attributes(const char *path, uint64_t set, uint64_t flags) {
    struct mount_attr attributes = {.attr_set = set};
    return CALL5(mount_setattr, AT_FDCWD, path, flags, &attributes, sizeof attributes);
}

static long become(const struct isocost_launch *launch, uint64_t user, uint64_t group) {
    long result = CALL2(setgroups, 0, 0);
    if (result >= 0) result = CALL3(setresgid, group, group, group);
    if (result >= 0) result = CALL3(setresuid, user, user, user);
    isocost_die_with_parent(launch);  // another user id takes the death signal away (commit_creds in kernel/cred.c)
    return result;
}

static long limit_resource(uint64_t resource, uint64_t soft, uint64_t hard) {
    struct rlimit limit = {soft, hard};
    return CALL4(prlimit64, 0, resource, &limit, 0);
}

// To the first number that this kernel does not know (EINVAL).
static long keep_bounding_set(uint64_t keep) {
    for (int capability = 0; capability < 64; capability++) {
        if (keep >> capability & 1) continue;
        long result = CALL2(prctl, PR_CAPBSET_DROP, capability);
        if (result == -22) break;
        if (result < 0) return result;
    }
    return 0;
}

static long set_capabilities(const uint64_t sets[3]) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    for (int half = 0; half < 2; half++) {
        data[half].effective = (uint32_t)(sets[0] >> (32 * half));
        data[half].permitted = (uint32_t)(sets[1] >> (32 * half));
        data[half].inheritable = (uint32_t)(sets[2] >> (32 * half));
    }
    return CALL2(capset, &header, data);
}

static long set_ambient(uint64_t set) {
    long result = CALL5(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    for (int capability = 0; capability < 64 && result >= 0; capability++) {
        if (set >> capability & 1) result = CALL5(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0);
    }
    return result;
}

static long make_ruleset(struct isocost_launch *launch, uint64_t accesses) {
    struct landlock_ruleset_attr attributes = {.handled_access_fs = accesses};
    long result = CALL3(landlock_create_ruleset, &attributes, sizeof attributes, 0);
    launch->ruleset = (int32_t)result;
    return result;
}

// Without a path: for the program, which is run by descriptor and need not be below any path.
static long add_rule(const struct isocost_launch *launch, const char *path, uint64_t accesses) {
    if (!path && launch->executable < 0) return 0;
    long descriptor = path ? CALL4(openat, AT_FDCWD, path, O_PATH | O_CLOEXEC, 0) : launch->executable;
    if (descriptor < 0) return descriptor;
    struct landlock_path_beneath_attr rule = {.allowed_access = accesses, .parent_fd = (int32_t)descriptor};
    long result = CALL4(landlock_add_rule, launch->ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    if (path) CALL1(close, descriptor);
    return result;
}

static long restrict_self(const struct isocost_launch *launch) {
    long result = CALL2(landlock_restrict_self, launch->ruleset, 0);
    CALL1(close, launch->ruleset);
    return result;
}

// That something is refused (EACCES) is what proves a Landlock domain: nothing in /proc tells of one.
static long expect_denial(const char *path, uint64_t making) {
    long result = making ? CALL3(mkdirat, AT_FDCWD, path, 0700)
                         : CALL4(openat, AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (result == -13 || (making && result == -30)) return 0;  // EACCES; EROFS: nobody may write there
    if (result < 0) return result;
    if (making) CALL3(unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
    return -71;  // EPROTO: allowed
}

static long install_filter(const struct isocost_step *step) {
    struct sock_fprog program = {.len = (uint16_t)step->value, .filter = (struct sock_filter *)step->data};
    return CALL3(seccomp, SECCOMP_SET_MODE_FILTER, step->more[0], &program);
}

// One request, and what the kernel answers to it (man 7 netlink).
static long request_route(const void *message, uint64_t bytes) {
    long descriptor = CALL3(socket, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (descriptor < 0) return descriptor;
    struct {
        struct nlmsghdr header;
        struct nlmsgerr error;
        char rest[1024];
    } answer;
    long result = raw_syscall(SYS_sendto, descriptor, (long)message, (long)bytes, 0, 0, 0);
    if (result >= 0) result = raw_syscall(SYS_recvfrom, descriptor, (long)&answer, sizeof answer, 0, 0, 0);
    if (result >= 0) result = answer.header.nlmsg_type == NLMSG_ERROR ? answer.error.error : -71;  // EPROTO
    CALL1(close, descriptor);
    return result;
}

long isocost_take_step(struct isocost_launch *launch, const struct isocost_step *step) {
    const char *const *text = step->text;
    const uint64_t *more = step->more;
    switch (step->kind) {
    case ISOCOST_STEP_MOUNT: return CALL5(mount, text[0], text[1], text[2], step->value, text[3]);
    case ISOCOST_STEP_UNMOUNT: return CALL2(umount2, text[0], step->value);
    case ISOCOST_STEP_PIVOT_ROOT: return CALL2(pivot_root, text[0], text[1]);
    case ISOCOST_STEP_CHANGE_ROOT: return CALL1(chroot, text[0]);
    case ISOCOST_STEP_ENTER: return CALL1(fchdir, step->value);
    case ISOCOST_STEP_CHANGE_FOLDER: return CALL1(chdir, text[0]);
    case ISOCOST_STEP_HOSTNAME: return CALL2(sethostname, text[0], step->value);
    case ISOCOST_STEP_LOOPBACK_UP: return bring_loopback_up();
    case ISOCOST_STEP_UNSHARE: return CALL1(unshare, step->value);
    case ISOCOST_STEP_MOUNT_ATTRIBUTES: return set_mount_attributes(text[0], step->value, more[0]);
    case ISOCOST_STEP_MAKE_FOLDER: return CALL3(mkdirat, AT_FDCWD, text[0], step->value);
    case ISOCOST_STEP_MAKE_FILE: return make_file(text[0], step->value);
    case ISOCOST_STEP_SYMBOLIC_LINK: return CALL3(symlinkat, text[0], AT_FDCWD, text[1]);
    case ISOCOST_STEP_BECOME: return become(launch, step->value, more[0]);
    case ISOCOST_STEP_RESOURCE_LIMIT: return limit_resource(step->value, more[0], more[1]);
    case ISOCOST_STEP_PROCESS_CONTROL: return CALL5(prctl, step->value, more[0], more[1], 0, 0);
    case ISOCOST_STEP_BOUNDING_SET: return keep_bounding_set(step->value);
    case ISOCOST_STEP_CAPABILITIES: return set_capabilities(step->data);
    case ISOCOST_STEP_AMBIENT_SET: return set_ambient(step->value);
    case ISOCOST_STEP_RULESET: return make_ruleset(launch, step->value);
    case ISOCOST_STEP_RULE: return add_rule(launch, text[0], step->value);
    case ISOCOST_STEP_RESTRICT: return restrict_self(launch);
    case ISOCOST_STEP_DENIAL: return expect_denial(text[0], step->value);
    case ISOCOST_STEP_FILTER: return install_filter(step);
    case ISOCOST_STEP_JOIN: return CALL3(write, step->value, "0", 1);
    case ISOCOST_STEP_ROUTE_REQUEST: return request_route(step->data, step->value);
    default: return -22;  // EINVAL: a kind this interpreter does not know
    }
}
