# shellcheck shell=dash
# The tests in Swift that look at the kernel, on this one. What they can't do here is a failure.

readonly PROGRAMS=/opt/isocost

# FILTER: tests whose names it matches, a regular expression.
swift_tests_pass() {
    status=0
    ISOCOST_MUST_WORK=1 ISOCOST_BIN=$PROGRAMS $PROGRAMS/isocostPackageTests.xctest --testing-library swift-testing \
        --no-parallel --filter "$1" >swift.log 2>&1 || status=$?
    summary=$(grep 'Test run with' swift.log | tail -n 1)
    echo "$summary"
    # Beginnings and successes aside, and not the summary once more. A symbol is several bytes to busybox.
    grep -v '^\(◇\|✔\|➜\|✘ Test run\) ' swift.log || true
    expect_equal "the exit status" "$status" 0
    case $summary in
    *"with 0 tests"*) fail "the filter finds no test" ;;
    *passed*) ;;
    *) fail "there is no summary" ;;
    esac
}

test_that "Swift LinuxTests" swift_tests_pass LinuxTests
test_that "Swift IsolationTests" swift_tests_pass IsolationTests
test_that "Swift CountersTests" swift_tests_pass CountersTests
test_that "Swift IntegrationTests of mechanisms" swift_tests_pass 'IntegrationTests.*MechanismTests'
