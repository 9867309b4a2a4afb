internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelDevice
internal import RingKernelIR

/// Launches on one device: their bindings, kept for the next launch of the same, and those that nobody has waited for.
final class WebGPULaunches: Sendable {
  let device: WebGPUDevice
  private let state = Lock(State())

  private struct State {
    /// Bindings by kernel and buffers.
    var bound: [Key: Bound] = [:]
    /// Kernels with launches that nobody has waited for, in the order of their first one.
    var open: [WebGPUKernel] = []
    /// Something that is there when the last of such launches has ended; nil when there is none.
    var last: WebGPUBuffer?
    /// The first failure of such launches, until somebody is told.
    var failure: RingKernelError?
    /// What is read back goes through this.
    var copy: WebGPUBuffer?
    var uses: UInt64 = 0
  }

  private struct Key: Hashable {
    let kernel: ObjectIdentifier
    let buffers: [ObjectIdentifier]
  }

  private struct Bound {
    let kernel: WebGPUKernel
    let words: WebGPUBuffer
    /// What `words` holds behind everything submitted so far.
    var content: [UInt8]
    let group: WebGPUBindGroup
    var lastUse: UInt64 = 0
  }

  /// Bindings that are kept at most.
  private static let mostBound = 128
  /// Records that are read back at a time, and kernels that may wait for it.
  private static let mostOpen = 64

  init(_ device: WebGPUDevice) { self.device = device }

  /// One launch.
  struct Launch {
    let kernel: WebGPUKernel
    let buffers: [WebGPUBuffer]
    let words: [UInt8]
    let groups: [Int]
  }

  /// Runs a launch and waits for its end; what others have not waited for stays theirs.
  ///
  /// - Returns: Its own failure.
  func run(_ launch: Launch) throws(WebGPUError) -> RingKernelError? {
    try state.withLock { (state) throws(WebGPUError) in
      // One record serves all launches of a kernel.
      if state.open.contains(where: { $0 === launch.kernel }) { try settle(&state) }
      let group = try bind(launch, &state)
      let copy = try copy(&state)
      let source = launch.kernel.record ?? group.words
      let count = launch.kernel.record == nil ? 4 : WebGPUKernel.recordBytes
      let bytes = try device.run(
        .init(program: launch.kernel.code, group: group.group, groups: launch.groups),
        reading: [(source, count)],
        through: copy
      )
      guard launch.kernel.record != nil, let failure = launch.kernel.failure(bytes) else { return nil }
      try clear(launch.kernel)
      return failure
    }
  }

  /// Runs a launch by the device's clock; otherwise as above.
  func measure(_ launch: Launch) throws(WebGPUError) -> (failure: RingKernelError?, time: Duration) {
    try state.withLock { (state) throws(WebGPUError) in
      if state.open.contains(where: { $0 === launch.kernel }) { try settle(&state) }
      let group = try bind(launch, &state)
      let time = try device.timedRun(
        .init(program: launch.kernel.code, group: group.group, groups: launch.groups)
      )
      guard let record = launch.kernel.record else { return (nil, time) }
      let copy = try copy(&state)
      let bytes = try device.fetch(record, at: 0, count: WebGPUKernel.recordBytes, through: copy)
      guard let failure = launch.kernel.failure(bytes) else { return (nil, time) }
      try clear(launch.kernel)
      return (failure, time)
    }
  }

  /// Submits a launch and does not wait.
  func start(_ launch: Launch) throws(WebGPUError) {
    try state.withLock { (state) throws(WebGPUError) in
      let isNew = !state.open.contains { $0 === launch.kernel }
      if isNew, state.open.count == Self.mostOpen { try settle(&state) }
      let group = try bind(launch, &state)
      try device.run(.init(program: launch.kernel.code, group: group.group, groups: launch.groups))
      state.last = group.words
      if isNew, launch.kernel.record != nil { state.open.append(launch.kernel) }
    }
  }

  /// Waits for everything that was started.
  ///
  /// - Parameter isRead: Whether a read-back follows, which waits as well: then only failures are asked for.
  /// - Returns: The first failure that nobody has been told.
  func finish(beforeReading isRead: Bool = false) throws(WebGPUError) -> RingKernelError? {
    try state.withLock { (state) throws(WebGPUError) in
      if state.last != nil, !isRead || !state.open.isEmpty { try settle(&state) }
      defer { state.failure = nil }
      return state.failure
    }
  }

  /// A buffer is about to go: what holds it goes too.
  func forget(_ buffer: WebGPUBuffer) {
    let gone = ObjectIdentifier(buffer)
    // Handles are released without the lock.
    let left = state.withLock { state in
      let left = state.bound.filter { $0.key.buffers.contains(gone) }
      for key in left.keys { state.bound[key] = nil }
      return left
    }
    _ = consume left
  }

  // MARK: Under the lock

  /// Bindings for a launch, with its words in them.
  private func bind(_ launch: Launch, _ state: inout State) throws(WebGPUError) -> Bound {
    let key = Key(
      kernel: ObjectIdentifier(launch.kernel),
      buffers: launch.buffers.map { ObjectIdentifier($0) }
    )
    state.uses += 1
    if var known = state.bound[key] {
      if known.content != launch.words {
        // Behind the launches that were submitted with the old ones.
        try device.write(launch.words, to: known.words, at: 0)
        known.content = launch.words
      }
      known.lastUse = state.uses
      state.bound[key] = known
      return known
    }
    // A uniform is read in vectors of 16 bytes.
    let size = (launch.words.count + 15) / 16 * 16
    let words = try device.buffer(launch.words, minimum: size, label: "values of \(launch.kernel.code.label)")
    let buffers = launch.buffers + [words] + [launch.kernel.record].compactMap(\.self)
    let bound = Bound(
      kernel: launch.kernel,
      words: words,
      content: launch.words,
      group: try device.group(launch.kernel.code, buffers),
      lastUse: state.uses
    )
    if state.bound.count == Self.mostBound, let oldest = state.bound.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      state.bound[oldest.key] = nil
    }
    state.bound[key] = bound
    return bound
  }

  private func copy(_ state: inout State) throws(WebGPUError) -> WebGPUBuffer {
    if let copy = state.copy { return copy }
    let bytes = Self.mostOpen * WebGPUKernel.recordBytes
    let copy = try device.emptyBuffer(bytes, mappable: true, label: "failures on the host")
    state.copy = copy
    return copy
  }

  /// Waits for what was started and keeps the first failure.
  private func settle(_ state: inout State) throws(WebGPUError) {
    let copy = try copy(&state)
    var parts: [(WebGPUBuffer, Int)] = []
    for record in state.open.compactMap(\.record) { parts.append((record, WebGPUKernel.recordBytes)) }
    // Without records anything that is read tells the end.
    if parts.isEmpty, let last = state.last { parts = [(last, 4)] }
    let bytes = unsafe try device.read(parts, through: copy)
    for (number, kernel) in state.open.enumerated() {
      let start = number * WebGPUKernel.recordBytes
      guard let failure = kernel.failure(Array(bytes[start..<(start + WebGPUKernel.recordBytes)])) else { continue }
      if state.failure == nil { state.failure = failure }
      try clear(kernel)
    }
    state.open = []
    state.last = nil
  }

  private func clear(_ kernel: WebGPUKernel) throws(WebGPUError) {
    guard let record = kernel.record else { return }
    try device.write([UInt8](repeating: 0, count: WebGPUKernel.recordBytes), to: record, at: 0)
  }
}
