internal import CWebGPU
public import RingKernelCore
public import RingKernelEngine
public import RingKernelRender
internal import Synchronization

/// A WebGPU device that runs epochs of actors.
@safe
public final class WebGPUEpochDevice: EpochDevice, @unchecked Sendable {
  // Safety: one thread at a time calls everything but `compile`; what both touch stands behind `programs`' lock.
  let device: WebGPUDevice
  /// Sizes of one epoch's buffers, in words.
  public let epochCapacity: (inbound: Int, outbound: Int)
  private let programs = Mutex<[WebGPUEpochProgram]>([])
  var regions: [EpochRegion: WebGPUBuffer] = [:]
  var slots: [WebGPUEpochSlot] = []
  /// What is read of the regions goes through this, piece by piece, so that a look at a state needs no memory.
  private let staging: WebGPUBuffer

  /// Sets an open device up, which belongs to the engine from now on.
  ///
  /// - Parameters:
  ///   - device: The device.
  ///   - epochCapacity: Words that one epoch can take in and give out.
  /// - Throws: `deviceMemory`.
  public init(
    _ device: WebGPUDevice,
    epochCapacity: (inbound: Int, outbound: Int) = (1 << 20, 1 << 20)
  ) throws(RingKernelError) {
    self.device = device
    self.epochCapacity = epochCapacity
    do throws(WebGPUError) {
      staging = try device.emptyBuffer(1 << 18, mappable: true, label: "words on the host")
    } catch { throw RingKernelError(error, refusal: .deviceMemory, device.adapter.name) }
    for region in EpochRegion.allCases { regions[region] = try memory("\(region)", 4096) }
    for _ in 0..<2 { slots.append(try WebGPUEpochSlot(self)) }
  }

  /// WebGPU.
  public var backend: BackendKind { .webgpu }
  /// Name of the adapter.
  public var name: String { device.adapter.name }
  /// WGSL.
  public var dialect: DialectName { .wgsl }
  /// What the adapter has.
  public var renderOptions: RenderOptions {
    RenderOptions(
      block: [1, 1, 1],
      features: device.adapter.engineFeatures,
      sharedBytes: device.adapter.sharedBytes,
      threadsPerBlock: device.adapter.limits.threadsPerBlock,
      isEngine: true
    )
  }
  /// Bytes of the largest binding.
  public var largestRegion: Int {
    min(device.adapter.limits.storageBindingSize, device.adapter.limits.bufferSize, 1 << 33)
  }

  func memory(_ label: String, _ byteCount: Int, mappable: Bool = false) throws(RingKernelError) -> WebGPUBuffer {
    do throws(WebGPUError) {
      return try device.emptyBuffer(byteCount, mappable: mappable, label: label)
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "\(byteCount) bytes on \(name)") }
  }

  /// What a program does with its bindings, in the order of `EngineLayout.bindingNames`.
  private static let bindings: [WebGPUAccess] = [
    .readWrite, .readWrite, .readWrite, .read, .readWrite, .readWrite, .read,
  ]

  /// Compiles a program and makes its bindings for both slots.
  public func compile(_ text: String, entry: String) throws(RingKernelError) -> Int {
    let program: WebGPUProgram
    do throws(WebGPUError) {
      program = try device.compile(text, entry: entry, bindings: Self.bindings)
    } catch { throw RingKernelError(error, name) }
    let result: Result<Int, RingKernelError> = programs.withLock { programs in
      let number = programs.count
      do throws(WebGPUError) {
        let words = [UInt32(number), 0, 0, 0]
        let own = try device.buffer(unsafe words.withUnsafeBytes { unsafe Array($0) }, label: "number of \(entry)")
        programs.append(WebGPUEpochProgram(program: program, number: own))
        return .success(number)
      } catch { return .failure(RingKernelError(error, refusal: .deviceMemory, name)) }
    }
    return try result.get()
  }

  /// Makes a larger region and copies the old one over.
  public func grow(_ region: EpochRegion, to byteCount: Int) throws(RingKernelError) {
    guard let old = regions[region], byteCount > old.count else { return }
    guard byteCount <= largestRegion else {
      throw RingKernelError(
        .deviceMemory,
        "\(region) needs \(byteCount) bytes; \(name) binds \(largestRegion) at most."
      )
    }
    let doubled = min(max(byteCount, old.count * 2), largestRegion) / 4 * 4
    let new = try memory("\(region)", doubled)
    do throws(WebGPUError) { try device.copy(old, to: new, count: old.count) } catch {
      throw RingKernelError(error, refusal: .deviceMemory, name)
    }
    regions[region] = new
    programs.withLock { programs in
      for place in programs.indices { programs[place].groups = [] }
    }
  }

  /// Copies words into a region.
  public func write(_ region: EpochRegion, at word: Int, _ words: [UInt32]) throws(RingKernelError) {
    guard let buffer = regions[region], !words.isEmpty else { return }
    do throws(WebGPUError) {
      unsafe try device.write(words.span.bytes, to: buffer, at: word * 4)
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "\(name), writing \(words.count) words") }
  }

  /// Copies words out of a region.
  public func read(_ region: EpochRegion, at word: Int, count: Int) throws(RingKernelError) -> [UInt32] {
    guard let buffer = regions[region], count > 0 else { return [] }
    do throws(WebGPUError) {
      var words: [UInt32] = []
      words.reserveCapacity(count)
      while words.count < count {
        let part = min(count - words.count, staging.count / 4)
        let bytes = try device.fetch(buffer, at: (word + words.count) * 4, count: part * 4, through: staging)
        unsafe bytes.withUnsafeBytes { unsafe words.append(contentsOf: $0.bindMemory(to: UInt32.self)) }
      }
      return words
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "\(name), reading \(count) words") }
  }

  /// Submits an epoch.
  public func submit(_ epoch: EpochSubmission) throws(RingKernelError) {
    let chosen = try epoch.dispatches.map { (dispatch) throws(RingKernelError) in
      (try ready(dispatch.program), dispatch.blocks)
    }
    do throws(WebGPUError) { try slots[epoch.slot].submit(epoch, chosen) } catch {
      throw RingKernelError(error, name)
    }
  }

  /// The program with bindings for both slots.
  private func ready(_ number: Int) throws(RingKernelError) -> WebGPUEpochProgram {
    let result: Result<WebGPUEpochProgram, RingKernelError> = programs.withLock { programs in
      guard programs.indices.contains(number) else {
        return .failure(RingKernelError(.programRefused, "Program \(number) of \(programs.count)."))
      }
      if programs[number].groups.isEmpty {
        do throws(WebGPUError) {
          programs[number].groups = try slots.map { (slot) throws(WebGPUError) in
            let resident = [regions[.state], regions[.table], regions[.rings]].compactMap { $0 }
            return try device.group(
              programs[number].program,
              parts: resident.map { WebGPUBinding($0) }
                + [slot.inbound, slot.outbound, slot.header, WebGPUBinding(programs[number].number)]
            )
          }
        } catch { return .failure(RingKernelError(error, name)) }
      }
      return .success(programs[number])
    }
    return try result.get()
  }

  /// Hands over what has come back.
  public func collect(
    _ slot: Int,
    waiting nanoseconds: UInt64,
    _ body: (_ header: UnsafePointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>) -> Void
  ) throws(RingKernelError) -> Bool {
    do throws(WebGPUError) { return unsafe try slots[slot].collect(waiting: nanoseconds, body) } catch {
      throw RingKernelError(error, name)
    }
  }

  /// Gives everything back.
  public func close() {
    programs.withLock { $0 = [] }
    slots = []
    regions = [:]
  }
}

/// A compiled program with its bindings.
struct WebGPUEpochProgram: Sendable {
  let program: WebGPUProgram
  /// The program's number, for itself to read.
  let number: WebGPUBuffer
  /// Bindings for each slot; empty until they are needed, and after a region has moved.
  var groups: [WebGPUBindGroup] = []
}
