internal import CCUDA
internal import RingKernelCore
internal import Synchronization

/// GDRCopy, loaded at run time, and its connection to the module of the kernel: it shows memory of a device to the host.
///
/// Its calls answer with an errno; what they answer when something is freed is kept by the driver's library.
@safe
public final class GDRCopy: @unchecked Sendable {
  // Safety: the connection is used under the lock only, for the library itself has none.
  let library: CUDALibrary
  private let functions: GDRFunctions
  private let connection: RKgdr_t
  private let turn = Mutex<Void>(())

  /// Environment variable that names the library.
  public static let variable = "RINGKERNEL_GDRCOPY_LIBRARY"

  /// Loads the library and connects.
  ///
  /// - Parameters:
  ///   - library: The driver whose memory is shown.
  ///   - file: Path or file name; `RINGKERNEL_GDRCOPY_LIBRARY` if left out, else `libgdrapi.so.2`.
  /// - Throws: `CUDAError.libraryUnavailable` with the cure, also where the kernel has no such module.
  public init(_ library: CUDALibrary, file: String? = nil) throws(CUDAError) {
    let candidates = (file ?? environmentValue(Self.variable)).map { [$0] } ?? ["libgdrapi.so.2"]
    let functions: GDRFunctions
    do throws(DynamicLibraryError) {
      functions = try GDRFunctions(try DynamicLibrary("GDRCopy", candidates: candidates))
    } catch {
      let advice = "Install GDRCopy, version 2; \(Self.variable) names its library where that lies elsewhere."
      throw .libraryUnavailable(RingKernelError(error, advice: advice).detail)
    }
    guard let connection = unsafe functions.open() else {
      throw .libraryUnavailable(
        "GDRCopy cannot open /dev/gdrdrv: load the module gdrdrv, and see that this user may read and write the device"
      )
    }
    self.library = library
    self.functions = functions
    unsafe self.connection = connection
  }

  deinit { note("gdr_close", unsafe functions.close(connection)) }

  /// Makes a call and judges its answer.
  func call(_ name: String, _ body: (GDRFunctions, RKgdr_t) -> Int32) throws(CUDAError) {
    let answer = turn.withLock { _ in unsafe body(functions, connection) }
    guard answer == 0 else { throw .mappingFailed(Self.status(name, answer)) }
  }

  /// Makes a call that frees, where nothing can be thrown: what goes wrong is in `CUDALibrary.failuresOnRelease`.
  func release(_ name: String, _ body: (GDRFunctions, RKgdr_t) -> Int32) {
    note(name, turn.withLock { _ in unsafe body(functions, connection) })
  }

  private func note(_ name: String, _ answer: Int32) {
    if answer != 0 { library.note(Self.status(name, answer)) }
  }

  private static func status(_ call: String, _ answer: Int32) -> CUDAStatus {
    CUDAStatus(number: UInt32(bitPattern: answer), name: "errno", call: call, words: errorWords(answer))
  }
}

/// The functions of GDRCopy, looked up by name.
@safe
struct GDRFunctions: Sendable {
  let open: RKProc_gdr_open
  let close: RKProc_gdr_close
  let pinBuffer: RKProc_gdr_pin_buffer
  let unpinBuffer: RKProc_gdr_unpin_buffer
  let getInfo: RKProc_gdr_get_info_v2
  let map: RKProc_gdr_map
  let unmap: RKProc_gdr_unmap

  init(_ library: DynamicLibrary) throws(DynamicLibraryError) {
    func find<Function>(_ symbol: String) throws(DynamicLibraryError) -> Function {
      try unsafe library.symbol(symbol, as: Function.self)
    }
    unsafe open = try find("gdr_open")
    unsafe close = try find("gdr_close")
    unsafe pinBuffer = try find("gdr_pin_buffer")
    unsafe unpinBuffer = try find("gdr_unpin_buffer")
    unsafe getInfo = try find("gdr_get_info_v2")
    unsafe map = try find("gdr_map")
    unsafe unmap = try find("gdr_unmap")
  }
}
