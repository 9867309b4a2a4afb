import RingKernelCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A program that is run to its end, with this process's streams and environment.
enum ChildProcess {
  /// Runs a program that is found by the search path.
  ///
  /// - Parameter command: Name of the program and its arguments.
  /// - Returns: Its exit status; 128 and the signal's number where one ended it, as a shell says it.
  /// - Throws: `libraryUnavailable` where there is no such program.
  static func run(_ command: [String]) throws(RingKernelError) -> Int {
    var words = unsafe command.map { unsafe strdup($0) as UnsafeMutablePointer<CChar>? }
    unsafe words.append(nil)
    defer { unsafe words.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let refused = unsafe posix_spawnp(&child, command[0], nil, nil, words, environ)
    guard refused == 0 else {
      let reason = unsafe String(cString: strerror(refused))
      throw RingKernelError(.libraryUnavailable, "'\(command[0])' cannot be run: \(reason).")
    }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? Int(status >> 8 & 0xff) : 128 + Int(signal)
  }
}
