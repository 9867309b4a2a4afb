internal import CCUDA

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Whether devices are reached through the driver of a Windows that this Linux runs on.
var isUnderWSL: Bool { unsafe access("/dev/dxg", F_OK) == 0 }

/// The error number that says that there is no memory.
let noMemoryNumber = UInt32(ENOMEM)

/// What the system says of an error number.
func errorWords(_ number: Int32) -> String {
  unsafe strerror(number).map { unsafe String(cString: $0) } ?? ""
}

/// A variable of this process; nil when it is not set or empty.
func environmentValue(_ variable: String) -> String? {
  guard let value = unsafe getenv(variable) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}

/// The file that a function was loaded from, with its size and the time of its last change; empty where the loader does
/// not say.
@unsafe func fileIdentity(of function: UnsafeRawPointer) -> String {
  var status = stat()
  guard let name = unsafe rk_loaded_file(function), unsafe stat(name, &status) == 0 else { return "" }
  #if canImport(Darwin)
  let change = status.st_mtimespec
  #else
  let change = status.st_mtim
  #endif
  return unsafe "\(String(cString: name)) \(status.st_size) \(change.tv_sec).\(change.tv_nsec)"
}
