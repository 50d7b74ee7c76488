import Glibc

/// Time that only moves forward (man 2 clock_gettime, CLOCK_MONOTONIC).
public enum Clock {
    /// Nanoseconds since an arbitrary start; only differences mean anything.
    public static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Seconds since an arbitrary start.
    public static func seconds() -> Double { Double(nanoseconds()) / 1e9 }

    /// Seconds between two readings of `nanoseconds()`.
    public static func seconds(from start: UInt64, to end: UInt64) -> Double {
        end >= start ? Double(end - start) / 1e9 : -Double(start - end) / 1e9
    }
}
