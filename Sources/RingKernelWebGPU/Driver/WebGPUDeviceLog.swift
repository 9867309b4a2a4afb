internal import CWebGPU
internal import RingKernelABI

/// What a library said about a device without being asked: errors that no scope caught, and its loss.
///
/// wgpu-native tells both during the call that is concerned, on its thread. It does not always tell a loss by the
/// callback made for it: some calls only complain that the device is lost.
final class WebGPUDeviceLog: Sendable {
  private struct Content {
    var problems: [(type: UInt32, words: String)] = []
    var loss: String?
  }

  private let content = Lock(Content())

  /// Why the device is gone.
  var loss: String? { content.withLock { $0.loss } }

  /// Notes an error, and the loss where it is one.
  func note(type: UInt32, _ words: String) {
    content.withLock { content in
      if content.loss == nil, words.contains("device is lost") { content.loss = brief(words) }
      content.problems.append((type, words))
    }
  }

  /// Notes that the device is gone; the first reason stays.
  func noteLoss(reason: UInt32, _ words: String) {
    let name =
      switch reason {
      case RKWDeviceLostReason_Destroyed: "destroyed"
      case RKWDeviceLostReason_FailedCreation: "never made"
      default: "reason \(reason)"
      }
    content.withLock { content in
      if content.loss == nil { content.loss = "\(brief(words)) (\(name))" }
    }
  }

  /// Forgets errors of earlier calls; a loss stays.
  func clear() { content.withLock { $0.problems.removeAll() } }

  /// What has gone wrong since the last `clear`.
  ///
  /// - Parameter label: Of the object concerned.
  func error(_ label: String) -> WebGPUError? {
    content.withLock { content in
      if let loss = content.loss { return .deviceLost(loss) }
      guard let first = content.problems.first else { return nil }
      let words = content.problems.map { brief($0.words) }.joined(separator: "; ")
      return first.type == RKWErrorType_OutOfMemory ? .outOfMemory(words, label: label) : .refused(words, label: label)
    }
  }

  /// For the callback of errors that no scope caught.
  static let uncaptured: RKWUncapturedErrorCallback = { _, type, message, user, _ in
    guard let user = unsafe user else { return }
    unsafe Unmanaged<WebGPUDeviceLog>.fromOpaque(user).takeUnretainedValue().note(type: type, text(message))
  }

  /// For the callback of the loss.
  static let lost: RKWDeviceLostCallback = { _, reason, message, user, _ in
    guard let user = unsafe user else { return }
    unsafe Unmanaged<WebGPUDeviceLog>.fromOpaque(user).takeUnretainedValue().noteLoss(reason: reason, text(message))
  }
}

/// The library's words without the frame that it puts around all of them, on one line where they are few.
func brief(_ words: String) -> String {
  var lines = words.split(separator: "\n").map { line in
    String(line.drop { $0 == " " })
  }
  lines.removeAll { ["Validation Error", "Caused by:"].contains($0) }
  return lines.joined(separator: lines.count > 4 ? "\n" : " ")
}
