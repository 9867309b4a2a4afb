#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Standard output is for results, standard error for everything else.
package enum Output {
  /// Whether standard error is a terminal.
  package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) != 0 }

  /// Writes a line to standard error.
  package static func problem(_ text: String) { raw(text + "\n") }

  /// Writes to standard error as it stands.
  package static func raw(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      // Safety: the buffer is alive during the call. A failed write to standard error has nowhere to be told.
      _ = unsafe write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    }
  }

  /// Ends the process; what was printed is written out before.
  package static func exit(_ status: ExitStatus) -> Never {
    #if canImport(Darwin)
    Darwin.exit(status.rawValue)
    #elseif canImport(Musl)
    Musl.exit(status.rawValue)
    #else
    Glibc.exit(status.rawValue)
    #endif
  }

  /// Width for a progress line.
  package static let clearLine = "\r\u{1b}[2K"
}
