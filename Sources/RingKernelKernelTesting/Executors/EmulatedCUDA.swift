public import RingKernelIR
internal import RingKernelRender

/// Runs the CUDA text of a kernel on the host, with the emulation header of `Tests/Emulation`.
public struct EmulatedCUDA: KernelExecutor {
  /// 32.
  public let subgroupSize = 32
  /// Changes the text before it is compiled: plants bugs.
  public var change: @Sendable (String) -> String = { $0 }
  private let compiler: HostCompiler

  /// Finds the compiler.
  ///
  /// - Throws: `ToolAbsent`.
  public init() throws { compiler = try HostCompiler() }

  /// `CUDA text on the host`.
  public var name: String { "CUDA text on the host" }
  /// `cuda`.
  public var dialect: String { "cuda" }

  /// Names what the dialect refuses.
  public func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? {
    if module.needs.contains(.gridBarrier) { return "needs gridBarrier" }
    do throws(RenderError) {
      _ = try Renderer.render(module, for: .cuda)
      return nil
    } catch { return error.message }
  }

  /// Prints, compiles and runs.
  ///
  /// - Throws: `RenderError`, `HostCompiler.Failure`.
  public func run(_ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    let program = try Renderer.render(module, for: .cuda)
    let count = launch.buffers.count
    let pointers = (0..<count).map { "Any{b[\($0)]}, " }.joined()
    let text = """
      #include "cuda_emulation.h"
      \(change(program.text))
      struct Any { void* p; template <class T> operator T*() const { return (T*)p; } };
      struct Call { void** b; rk_arguments a; u32* record; };
      extern "C" void rk_run(void** b, const void* a, u32* record, const unsigned* g, const unsigned* t) {
        Call call{b, {}, record}; std::memcpy(&call.a, a, sizeof call.a);
        g_launch({g[0], g[1], g[2]}, {t[0], t[1], t[2]}, 0, 0, 1,
          [](void* p) { Call* c = (Call*)p; void** b = c->b; (void)b; \(program.entry)(\(pointers)c->a, c->record); }, &call);
      }
      """
    let run = unsafe try compiler.function(in: text)
    let memory = RawBuffers(launch.buffers)
    let words = RawBuffers([LaunchWords.block(module, launch) + [UInt8](repeating: 0, count: 64)])
    let record = RawBuffers([[UInt8](repeating: 0, count: LaunchWords.recordWords * 4)])
    let sizes = RawBuffers([
      (launch.grid + launch.block).flatMap { size in (0..<4).map { UInt8(size >> (8 * $0) & 255) } }
    ])
    unsafe run(memory.table, words.first, record.first, sizes.first, sizes.first + 12)
    return KernelResult(buffers: memory.contents, failure: LaunchWords.failure(record.contents[0]))
  }
}
