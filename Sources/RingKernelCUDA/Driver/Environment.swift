#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A variable of this process; nil when it is not set or empty.
func environmentValue(_ variable: String) -> String? {
  guard let value = unsafe getenv(variable) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}
