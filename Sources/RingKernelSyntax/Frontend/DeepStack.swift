#if Macros
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Runs code on a thread whose stack is as deep as a hostile text can make the parser's recursion.
enum DeepStack {
  /// Bytes of text that are read; each can be a level of the tree, and a level takes about a kilobyte in debug builds.
  static let maximumText = 1 << 20
  /// Bytes of stack; pages that are never touched cost nothing.
  private static let size = 1 << 30

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs `body` to its end, on this thread if there is no other to be had.
  static func run<Result>(_ body: () -> Result) -> Result {
    var result: Result?
    // Safety: the thread is joined before this function returns, so nothing escapes, and the join orders the accesses.
    withoutActuallyEscaping({ result = body() }) { escaping in
      let work = Work(escaping)
      if !start(work) { work.body() }
    }
    return result ?? body()
  }

  private static func start(_ work: Work) -> Bool {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, size) == 0 else { return false }
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let argument = unsafe Unmanaged.passUnretained(work).toOpaque()
    let status = unsafe pthread_create(
      &thread,
      &attributes,
      { argument in
        #if canImport(Darwin)
        unsafe Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue().body()
        #else
        if let argument = unsafe argument { unsafe Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue().body() }
        #endif
        return nil
      },
      argument
    )
    guard status == 0 else { return false }
    #if canImport(Darwin)
    if let thread = unsafe thread { unsafe pthread_join(thread, nil) }
    #else
    pthread_join(thread, nil)
    #endif
    return true
  }
}
#endif
