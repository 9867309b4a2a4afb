#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A shared library that is loaded when it is needed, so that nothing has to be there at build time.
///
/// A library stays loaded until the process ends: functions taken from it must not dangle.
@safe
public struct DynamicLibrary: @unchecked Sendable {
  // Safety: a loader handle is never closed and may be used from any thread (POSIX dlsym).
  private let handle: UnsafeMutableRawPointer
  /// What it is, for messages: `zlib`.
  public let name: String
  /// The candidate that the loader accepted.
  public let file: String

  /// Opens the first of `candidates` that the loader accepts.
  ///
  /// - Parameters:
  ///   - name: What the library is called in messages.
  ///   - candidates: File names for the loader's search path, or paths, the preferred one first.
  /// - Throws: `DynamicLibraryError.notFound` with the loader's reason for every candidate.
  public init(_ name: String, candidates: [String]) throws(DynamicLibraryError) {
    var attempts: [DynamicLibraryError.Attempt] = []
    for candidate in candidates {
      if let handle = unsafe dlopen(candidate, RTLD_NOW | RTLD_LOCAL) {
        unsafe self.handle = handle
        self.name = name
        file = candidate
        return
      }
      attempts.append(.init(candidate: candidate, reason: loaderReason()))
    }
    throw .notFound(library: name, attempts: attempts)
  }

  /// The function or variable called `symbol`, as `Function`.
  ///
  /// Unsafe because nothing checks that `Function`, a `@convention(c)` type, is the type of the symbol.
  ///
  /// - Throws: `DynamicLibraryError.symbolMissing`.
  @unsafe
  public func symbol<Function>(_ symbol: String, as type: Function.Type) throws(DynamicLibraryError) -> Function {
    guard let address = unsafe dlsym(handle, symbol) else {
      throw .symbolMissing(library: file, symbol: symbol, reason: loaderReason())
    }
    precondition(
      MemoryLayout<Function>.size == MemoryLayout<UInt>.size,
      "\(Function.self) is not a C function or pointer type"
    )
    return unsafe unsafeBitCast(address, to: Function.self)
  }
}

/// Why a shared library cannot be used.
public enum DynamicLibraryError: Error, Equatable, Sendable {
  /// No candidate could be opened.
  case notFound(library: String, attempts: [Attempt])
  /// The library is there but lacks a symbol: another version than the one needed.
  case symbolMissing(library: String, symbol: String, reason: String)

  /// One candidate and what the loader said about it.
  public struct Attempt: Equatable, Sendable {
    /// File name or path that was tried.
    public let candidate: String
    /// The loader's words.
    public let reason: String
  }
}

extension RingKernelError {
  /// The public form of a loader error.
  ///
  /// - Parameters:
  ///   - error: What the loader said.
  ///   - advice: What to do about this library in particular, a sentence.
  public init(_ error: DynamicLibraryError, advice: String = "") {
    let found =
      switch error {
      case .notFound(let library, let attempts):
        "\(library) cannot be loaded: " + attempts.map { "\($0.candidate): \($0.reason)" }.joined(separator: "; ") + "."
      case .symbolMissing(let library, let symbol, let reason): "\(library) has no '\(symbol)': \(reason)."
      }
    self.init(.libraryUnavailable, advice.isEmpty ? found : "\(found) \(advice)")
  }
}

/// What the loader says about its last failure on this thread.
private func loaderReason() -> String {
  guard let text = unsafe dlerror() else { return "no reason given" }
  return unsafe String(cString: text)
}
