#if Macros
package import SwiftSyntax

/// Swift text of a kernel's conformance.
extension KernelDescription {
  /// All members but the initializer; they go inside the struct, where names mean what they mean in the handlers.
  ///
  /// - Parameters:
  ///   - spell: How a type or an expression is written where the members stand.
  ///   - respell: The same for a declaration that is text already.
  package func members(
    spell: (Syntax) -> String = \.description,
    respell: (String) -> String = { $0 }
  ) -> [String] {
    var members = [
      "\(access.prefix)static let kernelName = \(kernelName)",
      """
      \(access.prefix)static var handlers: [MessageHandler<Self>] {
        [
      \(handlers.map { row($0, spell) }.joined(separator: "\n"))
        ]
      }
      """,
    ]
    if let emits {
      members.append("\(access.prefix)static var emits: [any RingMessage.Type] { \(spell(Syntax(emits))) }")
    }
    if let block {
      members.append("\(access.prefix)static var threadsPerMessage: Int? { \(spell(Syntax(block))) }")
    }
    if !hasHandle { members.append(handle(spell)) }
    if let device {
      members += ([device.definition(access.prefix)] + device.methods).map(respell)
    }
    return members
  }

  /// The initializer that the compiler would write, made as visible as the struct.
  package var initializer: String { "\(access.prefix)init() {}" }

  private func row(_ handler: HandlerDescription, _ spell: (Syntax) -> String) -> String {
    let factory = handler.reply == nil ? "consuming" : "answering"
    let attempt = handler.canThrow || device != nil ? "try " : ""
    let name = extendedName.split(separator: ".").last.map(String.init) ?? extendedName
    let body =
      device.map { "rkCPU_receive(\($0.thread(name)), message, in: &context)" } ?? "receive(message, in: &context)"
    return """
          .\(factory)(\(spell(Syntax(handler.message))).self) { kernel, message, context in
            \(attempt)kernel.\(body)
          },
      """
  }

  private func handle(_ spell: (Syntax) -> String) -> String {
    let methods = handlers.flatMap { handler in
      [send(handler, spell), trySend(handler, spell)] + (handler.reply.map { [call(handler, $0, spell)] } ?? [])
    }
    let wrapper = """
      \(access.prefix)let kernel: KernelHandle

      \(access.prefix)init(_ kernel: KernelHandle) { self.kernel = kernel }
      """
    let body = ([wrapper] + methods).map { $0.indented() }
    return """
      \(access.prefix)struct Handle: TypedKernelHandle {
      \(body.joined(separator: "\n\n"))
      }
      """
  }

  /// A method is no more visible than its handler, whose message may be hidden from others.
  private func prefix(_ handler: HandlerDescription) -> String {
    handler.access == .filePrivate ? "fileprivate " : min(access, handler.access).prefix
  }

  private func send(_ handler: HandlerDescription, _ spell: (Syntax) -> String) -> String {
    """
    \(prefix(handler))func send(_ message: \(spell(Syntax(handler.message)))) async throws(RingKernelError) {
      try await kernel.send(message)
    }
    """
  }

  private func trySend(_ handler: HandlerDescription, _ spell: (Syntax) -> String) -> String {
    """
    \(prefix(handler))func trySend(_ message: \(spell(Syntax(handler.message)))) -> SendOutcome {
      kernel.trySend(message)
    }
    """
  }

  private func call(_ handler: HandlerDescription, _ reply: TypeSyntax, _ spell: (Syntax) -> String) -> String {
    """
    \(prefix(handler))func call(
      _ message: \(spell(Syntax(handler.message))), timeout: Duration? = nil
    ) async throws(RingKernelError) -> \(spell(Syntax(reply))) {
      try await kernel.call(message, as: \(spell(Syntax(reply))).self, timeout: timeout)
    }
    """
  }
}
#endif
