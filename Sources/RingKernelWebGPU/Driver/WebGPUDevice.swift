internal import CWebGPU
internal import RingKernelABI
internal import RingKernelCore

/// An open device with its queue, whose calls are serialised.
///
/// wgpu-native ends the process on an invalid submission, and on one to a lost device: everything is validated before
/// it is submitted, a device is asked before each submission and before each look at mapped memory whether it is still
/// there, and what is not trusted at all belongs in a child process. A driver that loses the device inside of such a
/// call still ends the process: nothing outside of the library can prevent that.
@safe
public final class WebGPUDevice: @unchecked Sendable {
  // Safety: `lock` serialises every use of the handles.
  /// Where the device comes from.
  public let adapter: WebGPUAdapter
  let handle: RKWHandle
  let queue: RKWHandle
  let lock = Lock(())
  let log = WebGPUDeviceLog()
  /// Seconds after which a call gives up.
  let patience = 60

  var functions: WebGPUFunctions { adapter.library.functions }

  /// Opens a device with all features that the adapter has.
  ///
  /// - Parameters:
  ///   - adapter: Which device.
  ///   - limits: What it must be able to do; all that the adapter can if left out.
  /// - Throws: `WebGPUError.deviceUnavailable`, with the limit that the adapter does not reach.
  public init(_ adapter: WebGPUAdapter, limits: WebGPULimits? = nil) throws(WebGPUError) {
    self.adapter = adapter
    let functions = adapter.library.functions
    let answer = WebGPUAnswer()
    let features = adapter.wantedFeatures
    var raw = unsafe adapter.rawLimits
    unsafe limits?.replace(in: &raw)
    let user = unsafe Unmanaged.passUnretained(log).toOpaque()
    unsafe features.withUnsafeBufferPointer { list in
      unsafe withUnsafePointer(to: &raw) { raw in
        var descriptor = unsafe RKWDeviceDescriptor()
        unsafe descriptor.requiredFeatureCount = list.count
        unsafe descriptor.requiredFeatures = list.baseAddress
        unsafe descriptor.requiredLimits = unsafe raw
        unsafe descriptor.deviceLostCallbackInfo.mode = RKWCallbackMode_AllowSpontaneous
        unsafe descriptor.deviceLostCallbackInfo.callback = unsafe WebGPUDeviceLog.lost
        unsafe descriptor.deviceLostCallbackInfo.userdata1 = unsafe user
        unsafe descriptor.uncapturedErrorCallbackInfo.callback = unsafe WebGPUDeviceLog.uncaptured
        unsafe descriptor.uncapturedErrorCallbackInfo.userdata1 = unsafe user
        let callback = unsafe RKWRequestDeviceCallbackInfo(
          nextInChain: nil,
          mode: RKWCallbackMode_AllowSpontaneous,
          callback: WebGPUAnswer.forDevice,
          userdata1: answer.pointer(),
          userdata2: nil
        )
        _ = unsafe functions.adapterRequestDevice(adapter.handle, &descriptor, callback)
      }
    }
    for _ in 0..<1000 where !answer.isThere { adapter.library.processEvents() }
    guard answer.isThere, let handle = unsafe answer.handle else {
      let words = answer.isThere ? brief(answer.message) : "no answer to the request for a device"
      throw .deviceUnavailable("\(adapter.name): \(words)")
    }
    guard let queue = unsafe functions.deviceGetQueue(handle) else {
      unsafe functions.deviceRelease(handle)
      throw .deviceUnavailable("\(adapter.name): no queue")
    }
    unsafe self.handle = handle
    unsafe self.queue = queue
  }

  deinit {
    unsafe functions.queueRelease(queue)
    unsafe functions.deviceRelease(handle)
  }

  /// Why the device is gone; nil while it is there, as far as is known.
  public var loss: String? { log.loss }

  /// Runs `body` with the device to itself; not when the device is lost.
  func alone<Made>(_ body: () throws(WebGPUError) -> Made) throws(WebGPUError) -> Made {
    try lock.withLock { (_) throws(WebGPUError) in
      if let loss = log.loss { throw .deviceLost(loss) }
      log.clear()
      return try body()
    }
  }

  /// Throws what the library has complained about since the call began.
  func check(_ label: String) throws(WebGPUError) { if let error = log.error(label) { throw error } }

  /// Asks the library, under the lock, whether the device is still there.
  func requireLife() throws(WebGPUError) {
    // The one call that costs little and tells the loss by the callback.
    var description = unsafe RKWCommandEncoderDescriptor()
    let encoder = unsafe functions.deviceCreateCommandEncoder(handle, &description)
    if let encoder = unsafe encoder { unsafe functions.commandEncoderRelease(encoder) }
    if let loss = log.loss { throw .deviceLost(loss) }
  }

  /// Makes an object under the lock; one that the library calls invalid is released.
  ///
  /// - Parameters:
  ///   - label: What the library and our errors call it.
  ///   - release: Releases such an object.
  ///   - create: Makes it, with the label in the library's form.
  /// - Throws: `.deviceLost`, `.outOfMemory`, `.refused`.
  func make(
    _ label: String,
    release: RKWProcRelease,
    _ create: (RKWStringView) -> RKWHandle?
  ) throws(WebGPUError) -> RKWHandle {
    unsafe functions.devicePushErrorScope(handle, RKWErrorFilter_Validation)
    let made = unsafe withView(label) { unsafe create($0) }
    let answer = WebGPUAnswer()
    let callback = unsafe RKWPopErrorScopeCallbackInfo(
      nextInChain: nil,
      mode: RKWCallbackMode_AllowSpontaneous,
      callback: WebGPUAnswer.forScope,
      userdata1: answer.pointer(),
      userdata2: nil
    )
    _ = unsafe functions.devicePopErrorScope(handle, callback)
    for _ in 0..<1000 where !answer.isThere { adapter.library.processEvents() }
    if !answer.isThere {
      log.note(type: RKWErrorType_Validation, "no answer about errors")
    } else if answer.type != RKWErrorType_NoError {
      log.note(type: answer.type, answer.message)
    }
    if let error = log.error(label) {
      if let made = unsafe made { unsafe release(made) }
      throw error
    }
    guard let made = unsafe made else { throw .outOfMemory("the library gave none", label: label) }
    return unsafe made
  }

  /// Lets finished work report, under the lock.
  ///
  /// - Parameter asks: Whether to ask about the device too: one that is lost may never report.
  func poll(asks: Bool) throws(WebGPUError) {
    _ = unsafe functions.devicePoll(handle, 0, nil)
    if asks { try requireLife() }
  }

  /// Waits under the lock until an answer has come.
  ///
  /// - Throws: `.timedOut`, `.deviceLost`.
  func wait(for answer: WebGPUAnswer) throws(WebGPUError) {
    let start = Machine.monotonicNanoseconds
    // Asking makes an encoder: ever rarer, but often enough that a lost device is found soon.
    var nextQuestion: UInt64 = 1_000_000
    while !answer.isThere {
      let waited = Machine.monotonicNanoseconds - start
      let asks = waited > nextQuestion
      if asks { nextQuestion = waited + min(waited, 50_000_000) }
      try poll(asks: asks)
      if answer.isThere { return }
      guard waited < UInt64(patience) * 1_000_000_000 else { throw .timedOut(seconds: patience) }
      // Software devices need the processor: the longer it takes, the rarer are the looks.
      if waited > 300_000 {
        Machine.sleepThread(nanoseconds: min(waited / 64, 1_000_000))
      } else {
        Machine.yieldThread()
      }
    }
  }
}
