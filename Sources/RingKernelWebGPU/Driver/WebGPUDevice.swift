internal import CWebGPU
internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// An open device with its queue, whose calls are serialised.
///
/// wgpu-native ends the process on an invalid submission: everything is validated before it is submitted, and what is
/// not trusted at all belongs in a child process.
@safe
public final class WebGPUDevice: @unchecked Sendable {
  // Safety: `lock` serialises every use of the handles and of the error log.
  /// Where the device comes from.
  public let adapter: WebGPUAdapter
  let handle: RKWHandle
  let queue: RKWHandle
  let lock = Mutex(())
  private let errors = WebGPUErrorLog()
  /// Seconds after which a call gives up.
  let patience = 60

  var functions: WebGPUFunctions { adapter.library.functions }

  /// Opens a device with all that the adapter has.
  ///
  /// - Throws: `WebGPUError.deviceUnavailable`.
  public init(_ adapter: WebGPUAdapter) throws(WebGPUError) {
    self.adapter = adapter
    let functions = adapter.library.functions
    let answer = WebGPUAnswer()
    let features = adapter.wantedFeatures
    var limits = unsafe adapter.limits
    let errors = errors
    unsafe features.withUnsafeBufferPointer { list in
      unsafe withUnsafePointer(to: &limits) { limits in
        var descriptor = unsafe RKWDeviceDescriptor()
        unsafe descriptor.requiredFeatureCount = list.count
        unsafe descriptor.requiredFeatures = list.baseAddress
        unsafe descriptor.requiredLimits = unsafe limits
        unsafe descriptor.deviceLostCallbackInfo.mode = RKWCallbackMode_AllowSpontaneous
        unsafe descriptor.uncapturedErrorCallbackInfo.callback = unsafe WebGPUErrorLog.callback
        unsafe descriptor.uncapturedErrorCallbackInfo.userdata1 = unsafe Unmanaged.passUnretained(errors).toOpaque()
        let callback = unsafe RKWRequestDeviceCallbackInfo(
          nextInChain: nil,
          mode: RKWCallbackMode_AllowSpontaneous,
          callback: WebGPUAnswer.forDevice,
          userdata1: answer.pointer,
          userdata2: nil
        )
        _ = unsafe functions.adapterRequestDevice(adapter.handle, &descriptor, callback)
      }
    }
    for _ in 0..<1000 where !answer.isThere { adapter.library.processEvents() }
    guard let handle = unsafe answer.handle, let queue = unsafe functions.deviceGetQueue(handle) else {
      throw .deviceUnavailable(answer.isThere ? answer.message : "no answer to the request for a device")
    }
    unsafe self.handle = handle
    unsafe self.queue = queue
  }

  deinit {
    unsafe functions.queueRelease(queue)
    unsafe functions.deviceRelease(handle)
  }

  /// Runs `body` under the lock and gives what it makes, or what the library says is wrong with it.
  func scoped<Made>(_ body: () -> Made) -> (made: Made, problem: String?) {
    errors.messages = []
    unsafe functions.devicePushErrorScope(handle, RKWErrorFilter_Validation)
    let made = body()
    let answer = WebGPUAnswer()
    let callback = unsafe RKWPopErrorScopeCallbackInfo(
      nextInChain: nil,
      mode: RKWCallbackMode_AllowSpontaneous,
      callback: WebGPUAnswer.forScope,
      userdata1: answer.pointer,
      userdata2: nil
    )
    _ = unsafe functions.devicePopErrorScope(handle, callback)
    for _ in 0..<1000 where !answer.isThere { adapter.library.processEvents() }
    guard answer.isThere else { return (made, "no answer about errors") }
    if answer.type != RKWErrorType_NoError { return (made, answer.message) }
    return (made, errors.messages.isEmpty ? nil : errors.messages.joined(separator: "\n"))
  }

  /// Waits under the lock until an answer has come; false when the device does not finish in time.
  func wait(for answer: WebGPUAnswer) -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(patience)
    while !answer.isThere {
      _ = unsafe functions.devicePoll(handle, 0, nil)
      if answer.isThere { return true }
      if clock.now > end { return false }
      sched_yield()
    }
    return true
  }
}
