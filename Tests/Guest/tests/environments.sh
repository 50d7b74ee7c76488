# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# Every environment in the list, with a short run and its evidence, and with the attempts of `isocost verify`.

# NAME: skips the test where it is a runtime that is not in this guest; whatever else is missing is a failure.
need_environment() {
    line=$(grep "^$1  " /root/environments)
    case $line in
    *"(unavailable: runtime: "*) skip "${line#*unavailable: }" ;;
    *"(unavailable: "*) fail "$line" ;;
    esac
}

# Own namespaces are those of the definition, and all others are bare's; a runtime's are isocost's to know.
environment_runs() {
    need_environment "$1"
    shortest_run "$1"
    expect_json run/run.json '.host.cgroup == "v2"' "the host"
    own=$(sed -n 's/^namespaces: \[\(.*\)\]$/\1/p' "/root/$1.yaml" | sed 's/mount/mnt/')
    expect_json blocks "all(.[].arms; .bare.checksum == .[\"$1\"].checksum)" "the work is the same"
    is_runtime "$1" || expect_json blocks "(\"$own\" / \", \") as \$own
        | all(.[].arms; .bare.evidence as \$bare | .[\"$1\"].evidence as \$inside
            | all(\"mnt\", \"pid\", \"uts\", \"ipc\", \"net\", \"user\", \"cgroup\", \"time\"; . as \$kind
                | (\$bare[\$kind] != \$inside[\$kind]) == any(\$own[]; . == \$kind)))" "namespaces ($own)"
}

# ENVIRONMENT...: at once, against the same control; what comes out is in /root/matrix.
verify_together() {
    names=$*
    set --
    for environment in $names; do set -- "$@" --env "$environment"; done
    ended=0
    isocost verify "$@" --format json >/root/matrix || ended=$?
    # Status 1 is a broken promise, of which each environment's own test tells.
    [ "$ended" -le 1 ] || fail "isocost verify ended with status $ended"
    expect_json /root/matrix '(.outcomes | length) == (.environments | length) * (.properties | length)' "all attempts"
}

environment_keeps_its_promises() {
    is_verified "$1" || verify_together "$1"
    is_verified "$1" || fail "it could not be verified: $(jq -c .environments /root/matrix)"
    expect_json /root/matrix "[.outcomes[] | select(.environment == \"$1\" and .failed)] == []" "broken promises"
}

is_verified() { jq -e "any(.environments[]; .name == \"$1\" and .unavailable == null)" /root/matrix >/dev/null; }

is_runtime() { grep -q '^runtime:' "/root/$1.yaml"; }

# All but bare and its twin.
other_environments() { sed '/^bare/d; s/ .*//' /root/environments; }

environments_are_listed() {
    [ "$(other_environments | wc -l)" -ge 20 ] || fail "so few: $(cat /root/environments)"
    for environment in $(other_environments); do
        grep -qx "name: $environment" "/root/$environment.yaml" ||
            fail "$environment is not shown: $(cat "/root/$environment.yaml")"
    done
}

own_environments() {
    for environment in $(other_environments); do is_runtime "$environment" || echo "$environment"; done
}

# As on a host of systemd's. Where they are not, isocost enables what it needs and takes it back, which other tests see
# to; runc would leave it.
sed 's/^\| / +/g' "$TOP/cgroup.controllers" >"$TOP/cgroup.subtree_control"

# Tests are named after what is listed. Outside of a test nobody else ends what hangs; the timeout of busybox, which a
# name without a path would be, leaves a process behind.
/bin/timeout 60 isocost list environments >/root/environments
for environment in $(other_environments); do
    /bin/timeout 60 isocost env show "$environment" >"/root/$environment.yaml"
done
test_that "every environment is listed and can be shown" environments_are_listed
for environment in $(other_environments); do
    test_that "environment $environment runs and is proven" environment_runs "$environment"
done
# shellcheck disable=SC2046  # a name each
test_that "verify tries everything in every environment" verify_together $(own_environments)
for environment in $(own_environments); do
    test_that "environment $environment keeps what it promises" environment_keeps_its_promises "$environment"
done
