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
  /// Messages that handlers send to other actors, in the order of the bits of a route.
  let sent: [MessageType]
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
    guard let type else {
      throw RingKernelError(.actorNotPortable, "It has no form for \(device.backend.rawValue).", kernel: name)
    }
    let definition = type.deviceDefinition
    let module: KernelModule
    let unit = try DeviceUnit.make(actor: type)
    do throws(CompileFailure) { module = try KernelCompiler.lower(unit) } catch {
      throw RingKernelError(error, in: definition)
    }
    let text: RenderedProgram
    do throws(RenderError) {
      text = try Renderer.render(module, for: device.dialect, device.renderOptions)
    } catch {
      throw RingKernelError(ErrorCode(parsing: error.code) ?? .definition, error.message, kernel: name)
    }
    let largest = module.messages.values.map(\.payloadBytes).max() ?? 0
    return EpochProgram(
      number: try device.compile(text.text, entry: text.entry),
      definition: definition,
      sites: module.sites,
      sent: module.sentMessages.compactMap { module.messages[$0] },
      largestRecord: EngineLayout.Record.headWords + EngineLayout.Slot.headerWords + largest / 4
    )
  }

  /// What a handler's failure is to the host.
  func error(_ code: UInt32, site: UInt32, values: [UInt64], kernel: String) -> RingKernelError {
    let failure = KernelFailure(ReportedFailure(site: Int(site), thread: 0, values: values), at: sites, definition)
    guard FailureCode(rawValue: code) == .send, let outcome = values.first.map({ Int32(truncatingIfNeeded: $0) }) else {
      return RingKernelError(failure, code: .handlerFailed, kernel: kernel)
    }
    let route = values.count > 1 ? "Route \(Int32(truncatingIfNeeded: values[1]))." : ""
    switch SendCode(rawValue: outcome) {
    case .routeUnknown, .replicaUnknown: return RingKernelError(.routeUnknown, route, kernel: kernel)
    case .notHandled: return RingKernelError(.messageNotHandled, route, kernel: kernel)
    case .full, .tooMany: return RingKernelError(.queueFull, route, kernel: kernel)
    case .accepted, .dropped, .deadLettered, nil: return RingKernelError(failure, code: .handlerFailed, kernel: kernel)
    }
  }
}
