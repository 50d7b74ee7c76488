# shellcheck shell=dash
# shellcheck disable=SC2154  # output and errors are set by expect_status
# Every environment in the list, with a short run and its evidence, and with the attempts of `isocost verify`.

environment_names() { isocost list environments | sed -n "s/^\([^ ]*\)  .*/\1/p" | grep -v '^bare'; }

# NAME: skips the test where it is a runtime that is not in this guest; whatever else is missing is a failure.
need_environment() {
    line=$(isocost list environments | grep "^$1  ")
    case $line in
    *"(unavailable: runtime: "*) skip "${line#*unavailable: }" ;;
    *"(unavailable: "*) fail "$line" ;;
    esac
}

# Of what `env show` prints, one a line.
namespaces_of() { sed -n 's/^namespaces: \[\(.*\)\]$/\1/p' | tr -d ' ' | tr ',' '\n'; }

environment_runs() {
    need_environment "$1"
    shortest_run "$1"
    expect_json blocks "all(.[]; .arms.bare.checksum == .arms[\"$1\"].checksum)" "the work is the same"
    expect_json run/report.json "any(.comparisons[]; .environment == \"$1\" and .metric == \"time\")" "a comparison"
    expect_json run/run.json '.host.cgroup == "v2"' "the host"
    is_runtime "$1" || check_namespaces "$1"
}

# Those of the definition are its own, and all others are those of bare.
check_namespaces() {
    isocost env show "$1" | namespaces_of >own
    for kind in mount pid uts ipc net user cgroup time; do
        key=$kind comparison='=='
        [ "$kind" != mount ] || key=mnt
        ! grep -qx "$kind" own || comparison='!='
        expect_json blocks \
            "all(.[]; .arms.bare.evidence.$key $comparison .arms[\"$1\"].evidence.$key)" "the $kind namespace"
    done
}

# Status 1 is a promise that is broken.
environment_keeps_its_promises() {
    expect_status 0 isocost verify --env "$1" --format json
    echo "$output" >matrix
    expect_json matrix "all(.environments[]; .unavailable == null)" "both could be launched"
    expect_json matrix "(.outcomes | length) == 2 * (.properties | length)" "every attempt was made"
    expect_json matrix "[.outcomes[] | select(.failed)] == []" "promises that are broken"
}

is_runtime() { isocost env show "$1" | grep -q '^runtime:'; }

for environment in $(environment_names); do
    test_that "environment $environment runs and is proven" environment_runs "$environment"
    is_runtime "$environment" ||
        test_that "environment $environment keeps what it promises" environment_keeps_its_promises "$environment"
done
