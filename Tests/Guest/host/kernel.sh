# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # work is set by scripts/test-guest; kernel and modules are for it
# The guest's kernel: a package of Debian's that scripts/install-dependencies has downloaded, unpacked and never
# installed.

readonly PACKAGES=/var/cache/isocost
# What may be loaded in the guest, by whoever needs it. What these need comes with them, but for what they ask the
# kernel for by another name, as ext4 does for crc32c.
readonly -a MODULES=(loop ext4 crc32c_generic dummy overlay veth bridge macvlan ipvlan)

# Set by find_kernel: an uncompressed kernel, and the folder with its modules.
kernel='' modules=''

find_kernel() {
    local package folder
    package=$(find "$PACKAGES" -maxdepth 1 -name 'linux-image-[0-9]*.deb' 2>/dev/null | sort -V | tail -n 1)
    [ -n "$package" ] || stop 77 "there is no kernel for the guest in $PACKAGES;" \
        "scripts/install-dependencies --for guest downloads Debian's"
    # Another list of modules is another folder.
    folder=$KEPT/$(basename "$package" .deb)-$(cksum <<<"${MODULES[*]}" | cut -d ' ' -f 1)
    [ -d "$folder" ] || unpack_kernel "$package" "$folder"
    kernel=$folder/vmlinux
    modules=$folder/modules
}

# Kept, since it takes some seconds; a folder is there only when it is whole.
unpack_kernel() {
    local package=$1 folder=$2 unpacked=$work/kernel image name module
    dpkg-deb -x "$package" "$unpacked"
    for image in "$unpacked"/boot/vmlinuz-*; do name=${image##*/vmlinuz-}; done
    extract_vmlinux "$image" >"$unpacked/vmlinux"
    busybox depmod -b "$unpacked" "$name"
    mkdir -p "$unpacked/modules/lib/modules/$name"
    for module in "${MODULES[@]}"; do copy_module "$unpacked" "$name" "$module"; done
    busybox depmod -b "$unpacked/modules" "$name"
    rm -rf "$KEPT"/linux-image-*
    mkdir "$unpacked/kept"
    mv "$unpacked/vmlinux" "$unpacked/modules" "$unpacked/kept/"
    mv "$unpacked/kept" "$folder"
}

# From UNPACKED of the kernel RELEASE: a module and what it needs, by modules.dep: `FILE: FILE…`.
copy_module() {
    local from=$1/lib/modules/$2 to=$1/modules/lib/modules/$2 file
    local -a files
    read -r -a files < <(sed -n "s|^\([^:]*/$3\.ko[.a-z]*\):|\1|p" "$from/modules.dep")
    [ ${#files[@]} -gt 0 ] || stop 70 "the kernel $2 has no module '$3'"
    for file in "${files[@]}"; do
        mkdir -p "$to/$(dirname "$file")"
        cp "$from/$file" "$to/$file"
    done
}

# A bzImage's payload, which a microvm would take seconds to unpack itself: where it lies is in the header
# (Documentation/x86/boot.rst: setup_sects, payload_offset, payload_length). Its last four bytes are its size.
extract_vmlinux() {
    local image=$1 start length unpack
    start=$((($(number_at 0x1f1 1 "$image") + 1) * 512 + $(number_at 0x248 4 "$image")))
    length=$(($(number_at 0x24c 4 "$image") - 4))
    case $(od -An -tx1 -j "$start" -N 4 "$image" | tr -d ' ') in
    fd377a58) unpack=xz ;;
    28b52ffd) unpack=zstd ;;
    1f8b*) unpack=gzip ;;
    *) stop 70 "$image is compressed in a way that is not known here" ;;
    esac
    # In this order: head ends by itself, and no writer finds its pipe closed.
    head -c "$((start + length))" "$image" | tail -c "$length" | "$unpack" -dc
}

# OFFSET SIZE FILE
number_at() { od -An -tu"$2" -j "$(($1))" -N "$2" "$3"; }
