internal import RingKernelCompute
internal import RingKernelCore
internal import RingKernelDevice
internal import RingKernelIR
internal import RingKernelRender

/// The handlers of an actor type, compiled for a device.
struct EpochProgram: Sendable {
  /// Number on the device.
  let number: Int
  let definition: DeviceDefinition
  let sites: [FailureSite]
  /// Messages of the handlers, in the order of the bits of a route.
  let messages: [MessageType]
  /// Whether handlers send to other actors.
  let sends: Bool
  /// Words of the largest message that may come out.
  let largestRecord: Int

  /// Compiles an actor type.
  ///
  /// - Throws: `actorNotPortable`, the codes of the kernel compiler, `programRefused`.
  static func make(
    _ type: (any DeviceActor.Type)?,
    name: String,
    for device: any EpochDevice
  ) throws(RingKernelError) -> EpochProgram {
    let (module, definition) = try lower(type, name: name, for: device.backend)
    let text: RenderedProgram
    do throws(RenderError) {
      text = try Renderer.render(module, for: device.dialect, device.renderOptions)
    } catch {
      throw RingKernelError(ErrorCode(parsing: error.code) ?? .definition, error.message, kernel: name)
    }
    let need = module.handlers.map { module.need(of: $0).words }.max() ?? 0
    guard need <= device.epochCapacity.outbound / 2 else {
      throw RingKernelError(
        .actorNotPortable,
        "One message may give \(need * 4) bytes; \(device.name) takes \(device.epochCapacity.outbound * 2).",
        kernel: name
      )
    }
    return EpochProgram(number: try device.compile(text.text, entry: text.entry), module, definition)
  }

  /// The actor's module.
  ///
  /// - Throws: `actorNotPortable`, the codes of the kernel compiler.
  static func lower(
    _ type: (any DeviceActor.Type)?,
    name: String,
    for backend: BackendKind
  ) throws(RingKernelError) -> (KernelModule, DeviceDefinition) {
    guard let type else {
      throw RingKernelError(.actorNotPortable, "It has no form for \(backend.rawValue).", kernel: name)
    }
    let definition = type.deviceDefinition
    let module: KernelModule
    let unit = try DeviceUnit.make(actor: type)
    do throws(CompileFailure) { module = try KernelCompiler.lower(unit) } catch {
      throw RingKernelError(error, in: definition)
    }
    guard module.messages.count <= 64 else {
      throw RingKernelError(.actorNotPortable, "It knows \(module.messages.count) messages; 64 at most.", kernel: name)
    }
    return (module, definition)
  }

  init(number: Int, _ module: KernelModule, _ definition: DeviceDefinition) {
    let largest = module.messages.values.map(\.payloadBytes).max() ?? 0
    self.number = number
    self.definition = definition
    sites = module.sites
    messages = module.messages.keys.sorted().compactMap { module.messages[$0] }
    sends = module.functions.contains { $0.body.contains { $0.contains(.k2kSend) } }
    largestRecord = EngineLayout.Record.headWords + EngineLayout.Slot.headerWords + largest / 4
  }

  /// What a handler's failure is to the host.
  ///
  /// - Parameter isConnected: Whether the host knows the destination of a route: the device may know it no more.
  func error(
    _ code: UInt32,
    site: UInt32,
    values: [UInt64],
    thread: UInt32,
    kernel: String,
    isConnected: (Int) -> Bool
  ) -> RingKernelError {
    let failure = KernelFailure(
      ReportedFailure(site: Int(site), thread: Int(thread), values: values),
      at: sites,
      definition
    )
    guard FailureCode(rawValue: code) == .send, let outcome = values.first.map({ Int32(truncatingIfNeeded: $0) }) else {
      return RingKernelError(failure, code: .handlerFailed, kernel: kernel)
    }
    let number = values.count > 1 ? Int(Int32(truncatingIfNeeded: values[1])) : -1
    let route = "Route \(number)."
    switch SendCode(rawValue: outcome) {
    case .routeUnknown where isConnected(number):
      return RingKernelError(.kernelTerminated, "It takes no messages.", kernel: kernel)
    case .routeUnknown, .replicaUnknown: return RingKernelError(.routeUnknown, route, kernel: kernel)
    case .notHandled: return RingKernelError(.messageNotHandled, route, kernel: kernel)
    case .full, .tooMany: return RingKernelError(.queueFull, route, kernel: kernel)
    case .accepted, .dropped, .deadLettered, nil: return RingKernelError(failure, code: .handlerFailed, kernel: kernel)
    }
  }
}

extension Statement {
  /// Whether an intrinsic is performed in it.
  fileprivate func contains(_ intrinsic: IntrinsicID) -> Bool {
    var isThere = false
    visit { if case .perform(intrinsic, _, _) = $0 { isThere = true } }
    return isThere
  }
}
