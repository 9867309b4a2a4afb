internal import CWebGPU

/// What a callback of the library delivers: kept alive by the caller until it has come.
@safe
final class WebGPUAnswer {
  var isThere = false
  var status: UInt32 = 0
  var type: UInt32 = 0
  var message = ""
  var handle: RKWHandle?

  /// What is handed to the library as user data.
  var pointer: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> WebGPUAnswer? {
    unsafe pointer.map { unsafe Unmanaged<WebGPUAnswer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// For requests of a device.
  static let forDevice: RKWRequestDeviceCallback = { status, handle, message, user, _ in
    guard let answer = unsafe from(user) else { return }
    (answer.status, answer.isThere) = (status, true)
    unsafe answer.handle = handle
    answer.message = unsafe text(message)
  }

  /// For error scopes.
  static let forScope: RKWPopErrorScopeCallback = { status, type, message, user, _ in
    guard let answer = unsafe from(user) else { return }
    (answer.status, answer.type, answer.isThere) = (status, type, true)
    answer.message = unsafe text(message)
  }

  /// For finished work and for mapped buffers.
  static let forWork: RKWBufferMapCallback = { status, message, user, _ in
    guard let answer = unsafe from(user) else { return }
    (answer.status, answer.isThere) = (status, true)
    answer.message = unsafe text(message)
  }
}

/// Errors that no error scope caught; the device's owner reads them after each call.
final class WebGPUErrorLog {
  var messages: [String] = []

  /// For the device's callback of uncaught errors.
  static let callback: RKWUncapturedErrorCallback = { _, _, message, user, _ in
    guard let user = unsafe user else { return }
    unsafe Unmanaged<WebGPUErrorLog>.fromOpaque(user).takeUnretainedValue().messages.append(unsafe text(message))
  }
}
