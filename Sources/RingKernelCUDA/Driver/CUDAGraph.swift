internal import CCUDA

/// Launches and copies that were put together once and are started as one.
@safe
public struct CUDAGraph: ~Copyable, @unchecked Sendable {
  // Safety: the handle is immutable and released once; the driver may be called from any thread.
  private let context: CUDAContext
  private let handle: RKCUgraphExec

  /// Records what `body` puts into a stream; nothing of it runs yet.
  ///
  /// Everything that it uses must live as long as the graph: functions, memory. Only this thread may call the driver
  /// for that stream meanwhile, and `body` may wait for nothing.
  ///
  /// - Throws: What `body` throws; `CUDAError.failed`.
  /// - SeeAlso: `cuStreamBeginCapture`, `cuGraphInstantiateWithFlags`, CUDA driver API.
  public init(recording stream: CUDAStream, _ body: () throws(CUDAError) -> Void) throws(CUDAError) {
    let context = stream.context
    let recorded = try unsafe Self.record(stream, body)
    defer { context.release("cuGraphDestroy") { unsafe $0.graphDestroy(recorded) } }
    var made: RKCUgraphExec?
    try context.call("cuGraphInstantiateWithFlags") { unsafe $0.graphInstantiate(&made, recorded, 0) }
    unsafe handle = try unsafe present(made, "cuGraphInstantiateWithFlags")
    self.context = context
  }

  deinit {
    let handle = unsafe handle
    context.release("cuGraphExecDestroy") { unsafe $0.graphExecDestroy(handle) }
  }

  /// The recording is ended whatever happens: a stream that records can do nothing else.
  private static func record(_ stream: CUDAStream, _ body: () throws(CUDAError) -> Void) throws(CUDAError) -> RKCUgraph
  {
    let context = stream.context
    try context.call("cuStreamBeginCapture_v2") {
      unsafe $0.streamBeginCapture(stream.handle, RKCU_STREAM_CAPTURE_MODE_THREAD_LOCAL)
    }
    var graph: RKCUgraph?
    do throws(CUDAError) { try body() } catch {
      context.release("cuStreamEndCapture") { unsafe $0.streamEndCapture(stream.handle, &graph) }
      if let graph = unsafe graph { context.release("cuGraphDestroy") { unsafe $0.graphDestroy(graph) } }
      throw error
    }
    try context.call("cuStreamEndCapture") { unsafe $0.streamEndCapture(stream.handle, &graph) }
    return try unsafe present(graph, "cuStreamEndCapture")
  }

  /// Puts all of it into a stream.
  ///
  /// - Throws: `CUDAError.failed`.
  public borrowing func launch(in stream: CUDAStream) throws(CUDAError) {
    let handle = unsafe handle
    try context.call("cuGraphLaunch") { unsafe $0.graphLaunch(handle, stream.handle) }
  }
}
