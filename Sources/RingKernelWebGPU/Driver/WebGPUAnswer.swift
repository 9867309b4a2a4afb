internal import CWebGPU
internal import Synchronization

/// What a callback of the library delivers, once: each pointer that is handed out keeps the answer alive until then.
@safe
final class WebGPUAnswer: @unchecked Sendable {
  // Safety: the callback writes before it publishes `isThere`, and nobody reads before that.
  private let published = Atomic<Bool>(false)
  private(set) var status: UInt32 = 0
  private(set) var type: UInt32 = 0
  private(set) var message = ""
  private(set) var handle: RKWHandle?

  /// Whether it has come.
  var isThere: Bool { published.load(ordering: .acquiring) }

  /// User data for one call, whose callback comes exactly once.
  func pointer() -> UnsafeMutableRawPointer { unsafe Unmanaged.passRetained(self).toOpaque() }

  private static func fill(_ pointer: UnsafeMutableRawPointer?, _ body: (WebGPUAnswer) -> Void) {
    guard let pointer = unsafe pointer else { return }
    let answer = unsafe Unmanaged<WebGPUAnswer>.fromOpaque(pointer).takeRetainedValue()
    body(answer)
    answer.published.store(true, ordering: .releasing)
  }

  /// For requests of a device.
  static let forDevice: RKWRequestDeviceCallback = { status, handle, message, user, _ in
    unsafe fill(user) { answer in
      answer.status = status
      unsafe answer.handle = handle
      answer.message = unsafe text(message)
    }
  }

  /// For error scopes.
  static let forScope: RKWPopErrorScopeCallback = { status, type, message, user, _ in
    unsafe fill(user) { answer in
      (answer.status, answer.type) = (status, type)
      answer.message = unsafe text(message)
    }
  }

  /// For mapped buffers.
  static let forMapping: RKWBufferMapCallback = { status, message, user, _ in
    unsafe fill(user) { answer in
      answer.status = status
      answer.message = unsafe text(message)
    }
  }
}
