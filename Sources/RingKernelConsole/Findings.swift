internal import RingKernelABI
internal import RingKernelCPU
internal import RingKernelCUDA
internal import RingKernelCore
internal import RingKernelHost
internal import Synchronization
internal import TransactionMonitor

/// What this machine offers and what it lacks.
package struct Findings {
  let backends = Backends.probe()
  /// Devices that launch kernels, beyond the CPU.
  let kernels: [BackendAvailability]
  /// Memory through which messages come to a CUDA device, and why it does not offer some; empty without a device.
  let roads: [CUDAInboundPath.Finding]
  let processors = Processors.count
  /// Processors that a thread can be bound to.
  let bindable = Findings.bindableProcessors(Processors.count)
  /// Worker threads of a runtime that is not told how many.
  let workers = max(1, Processors.count / 2)
  let isFenceAsymmetric = AsymmetricFence.isAsymmetric
  let zlib: Result<String, RingKernelError>
  /// Devices that the WebGPU library sees.
  let adapters: [BackendAdapter]

  /// Looks for it; kernels are compiled and run.
  package init() async {
    kernels = [await CUDAComputeDevice.availability()]
    roads = CUDAInboundPath.findings()
    // Without the library there are none; the backend's line says why.
    adapters = (try? Backends.adapters(.webgpu)) ?? []
    do throws(RingKernelError) { zlib = .success(try GzipSupport.probe()) } catch { zlib = .failure(error) }
  }

  private static func bindableProcessors(_ count: Int) -> [Int] {
    let found = Lock<[Int]>([])
    for processor in 0..<count {
      // A thread of its own: binding lasts as long as the thread does.
      let thread = try? OwnedThread(name: "rk-doctor", stackBytes: 1 << 20) {
        if Machine.pinThread(to: processor) { found.withLock { $0.append(processor) } }
      }
      thread?.join()
    }
    return found.withLock { $0 }
  }

  /// For people.
  package var text: String {
    var lines = backends.map { found in
      "\(found.backend.rawValue.padded(to: 10))\(found.isUsable ? "usable     " : "not usable ") \(found.detail)"
    }
    let pinning =
      bindable.isEmpty
      ? "threads cannot be bound to processors" : "\(bindable.count) of \(processors) processors can be bound to"
    lines += kernels.map { found in
      "\("kernels".padded(to: 10))\(found.backend.rawValue), \(found.isUsable ? "usable" : "not usable"): \(found.detail)"
    }
    lines += roads.map { found in
      let finding = found.absence.map { "not offered: \($0)" } ?? (found.isTaken ? "offered, is used" : "offered")
      return "\("inbound".padded(to: 10))\(found.road.rawValue.padded(to: 9))\(finding)"
    }
    lines.append("\("workers".padded(to: 10))\(workers) by default, \(processors) processors; \(pinning)")
    lines.append(
      "\("fence".padded(to: 10))"
        + (isFenceAsymmetric
          ? "asymmetric (membarrier): a message costs no full fence"
          : "symmetric: this system has no process-wide barrier, a message costs a full fence")
    )
    switch zlib {
    case .success(let file): lines.append("\("zlib".padded(to: 10))\(file): packed files can be read")
    case .failure(let error): lines.append("\("zlib".padded(to: 10))missing: \(error.detail)")
    }
    for adapter in adapters {
      lines.append("\("adapter".padded(to: 10))\(adapter.name): \(adapter.kind), \(adapter.interface)")
      let features = adapter.features.isEmpty ? "none" : adapter.features.joined(separator: " ")
      lines.append("\("".padded(to: 12))features \(features)")
      lines.append("\("".padded(to: 12))" + adapter.limits.map { "\($0.name) \($0.value)" }.joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }

  /// For programs.
  package var json: JSONValue {
    let zlibFields: [(String, JSONValue)] =
      switch zlib {
      case .success(let file): [("usable", true), ("file", .string(file)), ("reason", nil)]
      case .failure(let error): [("usable", false), ("file", nil), ("reason", .string(error.detail))]
      }
    return .object([
      ("backends", .array(backends.map(Self.json))), ("kernels", .array(kernels.map(Self.json))),
      (
        "inbound",
        .array(
          roads.map { found in
            .object([
              ("name", .string(found.road.rawValue)), ("offered", .bool(found.absence == nil)),
              ("used", .bool(found.isTaken)), ("reason", found.absence.map { .string($0) } ?? .null),
            ])
          }
        )
      ),
      (
        "cpu",
        .object([
          ("processors", .integer(processors)), ("defaultWorkers", .integer(workers)),
          ("bindableProcessors", .array(bindable.map { .integer($0) })),
          ("asymmetricFence", .bool(isFenceAsymmetric)),
        ])
      ),
      ("zlib", .object(zlibFields)),
      ("adapters", .array(adapters.map(\.json))),
    ])
  }

  private static func json(_ found: BackendAvailability) -> JSONValue {
    .object([
      ("name", .string(found.backend.rawValue)), ("usable", .bool(found.isUsable)),
      ("reason", found.isUsable ? nil : .string(found.detail)),
      ("device", found.isUsable ? .string(found.detail) : nil),
    ])
  }
}

extension BackendAdapter {
  fileprivate var json: JSONValue {
    .object([
      ("backend", .string(backend.rawValue)), ("name", .string(name)), ("kind", .string(kind)),
      ("interface", .string(interface)), ("software", .bool(isSoftware)),
      ("features", .array(features.map { .string($0) })),
      ("limits", .object(limits.map { ($0.name, .integer($0.value)) })),
    ])
  }
}
