# shellcheck shell=bash
# shellcheck disable=SC2154  # work and modules are set by scripts/test-guest and kernel.sh
# The guest's files: busybox, isocost and its tests, and programs of this host with the libraries that they need.

# Programs that tests start and busybox has not, or not as they are everywhere else; then runtimes, where there are any.
readonly -a PROGRAMS=(jq setpriv unshare timeout sh env echo true false sleep cat ls grep id uname hostname)
readonly -a RUNTIMES=(bwrap crun runc systemd-nspawn)
readonly BUILT=${ISOCOST_BIN:-.build/release}
readonly TESTS=.build/debug/isocostPackageTests.xctest

check_host() {
    local program
    [ "$(uname -m)" = x86_64 ] || stop 77 "the guest's machine is an x86-64, this one is $(uname -m)"
    for program in qemu-system-x86_64 busybox dpkg-deb xz "${PROGRAMS[@]}"; do
        command -v "$program" >/dev/null ||
            stop 77 "$program is missing; scripts/install-dependencies --for guest installs it"
    done
    for program in "$BUILT"/isocost{,-worker,-probe} "$TESTS"; do
        [ -x "$program" ] || stop 77 "$program is not built; make test-guest does it"
    done
}

make_initramfs() {
    local archive=$1 root=$work/root name
    mkdir -p "$root"/{proc,sys,dev,mnt,tmp,run,root,etc,var/tmp,opt/isocost,guest} "$root"/usr/{bin,lib,lib64,local/bin}
    for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
    # One folder for all programs: the kernel looks for /sbin/modprobe, tests for /usr/bin/env.
    ln -s bin "$root/usr/sbin"
    printf '%s\n' root:x:0:0::/root:/bin/sh user:x:1000:1000::/tmp:/bin/sh nobody:x:65534:65534::/:/bin/sh \
        >"$root/etc/passwd"
    printf '%s\n' root:x:0: user:x:1000: nogroup:x:65534: >"$root/etc/group"
    # systemd-nspawn shows it to what it starts.
    printf '%s\n' ID=guest NAME=guest >"$root/etc/os-release"
    ln -s /etc/os-release "$root/usr/lib/os-release"
    add_programs "$root"
    cp -r "$modules/lib/modules" "$root/lib/"
    cp -r Tests/Guest/guest Tests/Guest/tests "$root/guest/"
    cp Tests/Guest/guest/init "$root/init"
    (cd "$root" && find . | busybox cpio -o -H newc -R 0:0) >"$archive" 2>/dev/null
    rm -rf "$root"
}

add_programs() {
    local root=$1 name path
    copy_with_libraries "$root" "$(command -v busybox)" /bin/busybox
    busybox --list | while read -r name; do ln -s busybox "$root/bin/$name" 2>/dev/null || true; done
    for name in "${PROGRAMS[@]}" "${RUNTIMES[@]}"; do
        path=$(type -P "$name") || continue
        rm -f "$root/bin/$name"
        copy_with_libraries "$root" "$path" "/bin/$name"
    done
    for name in isocost isocost-worker isocost-probe; do
        copy_with_libraries "$root" "$BUILT/$name" "/opt/isocost/$name"
    done
    ln -s /opt/isocost/isocost "$root/usr/local/bin/isocost"
    copy_with_libraries "$root" "$TESTS" "/opt/isocost/$(basename "$TESTS")"
}

# Libraries go to where the program looks for them here. A static program has none.
copy_with_libraries() {
    local root=$1 program=$2 target=$3 library needs
    cp "$program" "$root$target"
    needs=$(ldd "$program" 2>/dev/null) || return 0
    while read -r library; do
        [ ! -e "$root$library" ] || continue
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done < <(grep -o '/[^ :]*' <<<"$needs")
}
