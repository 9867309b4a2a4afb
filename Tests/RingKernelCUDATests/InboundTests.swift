import RingKernelCore
import RingKernelEngine
import RingKernelKernelTesting
import RingKernelRender
import Testing

@testable import RingKernelCUDA

/// Through which memory the host's messages come: what is offered, what its test finds, what happens when a call fails.
@Suite(.timeLimit(.minutes(20))) struct InboundTests {
  private static func session(_ standIn: StandInCUDA, _ settings: [String: Int] = [:]) throws -> CUDASession {
    for (name, value) in settings { standIn.set(name, value) }
    let library = try CUDALibrary(file: standIn.file)
    let compiler = try CUDACompiler(file: standIn.file, driverVersion: library.version)
    return try CUDASession(try CUDADevice(library, ordinal: 0), compiler: compiler)
  }

  /// What is found; the path itself goes, and with it what it holds.
  private static func found(
    _ settings: [String: Int],
    _ asked: CUDAInbound? = nil,
    gdrCopy: String? = nil
  ) throws -> (road: CUDAInbound, reasons: [String]) {
    let standIn = try StandInCUDA()
    defer {
      #expect(standIn.misuse.isEmpty, "\(standIn.misuse)")
      #expect(standIn.alive.isEmpty, "\(standIn.alive)")
    }
    let path = try CUDAInboundPath.found(try session(standIn, settings), asked, gdrCopy: gdrCopy ?? standIn.file)
    #expect(path.isCombining == (path.road == .bar))
    return (path.road, path.reasons)
  }

  @Test func `coherent memory is taken before a mapping, a mapping before pinned memory`() throws {
    #expect(try Self.found(["coherent": 1]).road == .coherent)
    let bar = try Self.found([:])
    #expect(bar.road == .bar)
    #expect(bar.reasons == ["coherent: the host does not reach managed memory where it lies on the device"])
    let pinned = try Self.found(["rdma": 0])
    #expect(pinned.road == .pinned && pinned.reasons.count == 2)
    #expect(pinned.reasons.last == "bar: the device shows its memory to nobody (no GPUDirect RDMA)")
    #expect(try Self.found(["coherent": 1], .pinned).road == .pinned)
    #expect(try Self.found(["coherent": 1], .bar).road == .bar)
  }

  @Test(
    arguments: [
      (["ordering": 0], "the device does not see what others write to its memory in their order"),
      (["gdrdrv": 0], "GDRCopy cannot open /dev/gdrdrv: load the module gdrdrv"),
      (["window": 65_535], "gdr_pin_buffer gave errno (12): Cannot allocate memory"),
      (["mapping": 0], "its test saw nothing of what the host had written for 5 seconds"),
      (["mapping": 2], "words that came later than the word that publishes them"),
    ]
  )
  func `a mapping that is not there or that fails its test is passed over with the reason, and refused on demand`(
    settings: [String: Int],
    reason: String
  ) throws {
    let path = try Self.found(settings)
    #expect(path.road == .pinned)
    #expect(path.reasons.last?.contains(reason) == true, "\(path.reasons)")
    let error = #expect(throws: CUDAError.self) { try Self.found(settings, .bar) }
    guard case .inboundUnavailable(.bar, let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.contains(reason), "\(words)")
    let told = error.map { RingKernelError($0, on: "stand-in 0") }
    #expect(told?.code == .inboundUnavailable)
    #expect(told?.detail.hasPrefix("stand-in 0: messages cannot come through bar memory: ") == true)
  }

  @Test func `a library that is not there is named with the cure`() throws {
    let path = try Self.found([:], gdrCopy: "libnowhere.so.9")
    #expect(path.road == .pinned)
    let reason = try #require(path.reasons.last)
    #expect(reason.hasPrefix("bar: GDRCopy cannot be loaded: libnowhere.so.9: "))
    #expect(reason.contains("Install GDRCopy, version 2; RINGKERNEL_GDRCOPY_LIBRARY names"))
  }

  @Test(
    .enabled(if: [Tool.nvrtc12, .nvrtc13].allSatisfy(\.isPresent), "needs NVRTC: Scripts/get-tools"),
    arguments: [Tool.nvrtc12, .nvrtc13],
    [75, 80, 90]
  )
  func `NVRTC takes the kernel of the test, whose accesses have order and scope`(tool: Tool, architecture: Int) throws {
    let compiler = try CUDACompiler(file: tool.file("library"))
    let options = Renderer.compilerOptions(for: .cuda)
    let (ptx, cubin) = try compiler.both(CUDAInboundLitmus.text, for: architecture, options: options)
    let text = String(decoding: ptx.bytes, as: UTF8.self)
    for part in [".entry rk_resident_inbound(", "ld.relaxed.sys.u32", "fence.acq_rel.sys", "st.release.sys.u32"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(cubin.bytes.count > 1000)
  }

  @Test func `a road that there is not is refused by its name`() throws {
    let error = #expect(throws: CUDAError.self) { try CUDAInbound.chosen(by: "dma") }
    let told = error.map { RingKernelError($0) }
    #expect(told?.code == .backendUnknown)
    #expect(told?.detail == "RINGKERNEL_CUDA_INBOUND is 'dma'; it may be pinned, coherent or bar.")
    #expect(try CUDAInbound.chosen(by: "") == nil)
  }

  @Test(arguments: [CUDAInbound.coherent, .bar], [2, 719] as [UInt32])
  func `each call of a probe fails in turn: it is passed over or the device is lost, and nothing is left`(
    road: CUDAInbound,
    status: UInt32
  ) throws {
    let standIn = try StandInCUDA()
    func outcome() throws(CUDAError) -> Bool {
      let library = try CUDALibrary(file: standIn.file)
      let compiler = try CUDACompiler(file: standIn.file, driverVersion: library.version)
      let session = try CUDASession(try CUDADevice(library, ordinal: 0), compiler: compiler)
      defer { _ = library.failuresOnRelease() }
      switch try CUDAInboundPath.probe(road, session, standIn.file) {
      case .success(let path): return path.road == road
      case .failure: return false
      }
    }
    standIn.set("coherent", 1)
    standIn.fail(0...0, with: 0)
    #expect(try outcome())
    let calls = standIn.calls
    let own: Set = ["cuMemAllocManaged", "cuMemAdvise_v2", "gdr_open", "gdr_pin_buffer", "gdr_map", "gdr_get_info_v2"]
    for (place, call) in calls.enumerated() {
      standIn.fail((place + 1)...(place + 1), with: status)
      let isFound = Result { try outcome() }
      standIn.failNothing()
      let comment: Comment = "call \(place), \(call), answers \(status): \(isFound)"
      // A road is passed over for what it lacks; a device that is lost is lost by whatever road.
      if own.contains(call), status == 2 || call.hasPrefix("gdr_") { #expect((try? isFound.get()) == false, comment) }
      if own.contains(call), status == 719, call.hasPrefix("cu") {
        #expect(throws: CUDAError.self) { try isFound.get() }
      }
      #expect(standIn.alive.isEmpty, "\(comment), \(standIn.alive)")
      #expect(standIn.misuse.isEmpty, "\(comment), \(standIn.misuse)")
    }
    #expect(calls.count > 40)
  }

  @Test func `a window without room refuses a region, and the one that was there stays`() throws {
    let standIn = try StandInCUDA()
    do {
      let session = try Self.session(standIn, ["window": 1 << 20])
      let path = try CUDAInboundPath.found(session, .bar, gdrCopy: standIn.file)
      let device = try CUDAResidentDevice(session, path: path)
      #expect(device.inbound.name == "bar" && device.inbound.isCombining)
      try device.grow(.inbound, to: 1 << 19)
      unsafe device.words(of: .inbound)[5] = 77
      let error = #expect(throws: RingKernelError.self) { try device.grow(.inbound, to: 1 << 20) }
      #expect(error?.code == .deviceMemory)
      #expect(try device.read(.inbound, at: 4, count: 3) == [0, 77, 0])
      standIn.set("window", 1 << 22)
      try device.grow(.inbound, to: 1 << 20)
      #expect(try device.read(.inbound, at: 4, count: 3) == [0, 77, 0])
    }
    #expect(standIn.alive.isEmpty && standIn.misuse.isEmpty, "\(standIn.alive) \(standIn.misuse)")
  }
}
