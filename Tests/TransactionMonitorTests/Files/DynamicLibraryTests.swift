import RingKernelCore
import Testing

@Suite struct `Dynamic library` {
  #if canImport(Darwin)
  private static let mathematics = "libSystem.B.dylib"
  #else
  private static let mathematics = "libm.so.6"
  #endif

  @Test func `the first candidate that opens is used`() throws {
    let library = try DynamicLibrary("mathematics", candidates: ["libnowhere.so.9", Self.mathematics])
    #expect(library.file == Self.mathematics)
    let cosine = try unsafe library.symbol("cos", as: (@convention(c) (Double) -> Double).self)
    #expect(cosine(0) == 1)
  }

  @Test func `absence names every candidate with the loader's reason`() {
    let error = #expect(throws: DynamicLibraryError.self) {
      try DynamicLibrary("nothing", candidates: ["libnowhere.so.8", "libnowhere.so.9"])
    }
    guard case .notFound(let name, let attempts) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(name == "nothing")
    #expect(attempts.map(\.candidate) == ["libnowhere.so.8", "libnowhere.so.9"])
    #expect(attempts.allSatisfy { $0.reason.contains($0.candidate) })
  }

  @Test func `a missing symbol is named`() throws {
    let library = try DynamicLibrary("mathematics", candidates: [Self.mathematics])
    let error = #expect(throws: DynamicLibraryError.self) {
      try unsafe library.symbol("no_such_symbol", as: (@convention(c) () -> Void).self)
    }
    guard case .symbolMissing(_, let symbol, _) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(symbol == "no_such_symbol")
  }

  @Test func `the public error carries the advice`() {
    let error = RingKernelError(.notFound(library: "zlib", attempts: []), advice: "Install it.")
    #expect(error.code == .libraryUnavailable)
    #expect(error.detail.hasSuffix("Install it."))
  }
}
