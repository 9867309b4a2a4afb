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
  let facts: HandlerFacts

  /// Compiles an actor type.
  ///
  /// - Throws: `actorNotPortable`, the codes of the kernel compiler, `programRefused`.
  static func make(
    _ type: any DeviceActor.Type,
    name: String,
    for device: any EpochDevice,
    keptIn cache: ProgramCache
  ) throws(RingKernelError) -> EpochProgram {
    let definition = type.deviceDefinition
    let key = ProgramKey(definition, for: device.dialect, device.renderOptions, device: device.name)
    let bytes = try cache.program(for: key) { () throws(RingKernelError) in
      try print(type, name: name, for: device).bytes
    }
    let printed: PrintedActor
    if let known = PrintedActor(bytes: bytes) {
      printed = known
    } else {
      printed = try print(type, name: name, for: device)
    }
    let need = printed.facts.need
    guard need <= device.epochCapacity.outbound / 2 else {
      throw RingKernelError(
        .actorNotPortable,
        "One message may give \(need * 4) bytes; \(device.name) takes \(device.epochCapacity.outbound * 2).",
        kernel: name
      )
    }
    let number = try device.compile(printed.text, entry: printed.entry)
    return EpochProgram(number: number, definition: definition, facts: printed.facts)
  }

  private static func print(
    _ type: any DeviceActor.Type,
    name: String,
    for device: any EpochDevice
  ) throws(RingKernelError) -> PrintedActor {
    let (module, _) = try lower(type, name: name)
    do throws(RenderError) {
      let text = try Renderer.render(module, for: device.dialect, device.renderOptions)
      return PrintedActor(text: text.text, entry: text.entry, facts: HandlerFacts(module))
    } catch { throw RingKernelError(error, kernel: name, on: device.name) }
  }

  /// The actor's module.
  ///
  /// - Throws: `actorNotPortable`, the codes of the kernel compiler.
  static func lower(
    _ type: any DeviceActor.Type,
    name: String
  ) throws(RingKernelError) -> (KernelModule, DeviceDefinition) {
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
      at: facts.sites,
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
