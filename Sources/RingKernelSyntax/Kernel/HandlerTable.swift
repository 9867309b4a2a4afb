#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// The handlers of a kernel: every method named `receive`.
enum HandlerTable {
  /// Reads all of them; none at all and two for one message are problems of the table.
  static func read(_ kernel: StructDeclSyntax) -> Reading<[HandlerDescription]> {
    let members = kernel.memberBlock.members
    let functions = members.compactMap { $0.decl.as(FunctionDeclSyntax.self) }.filter(isHandler)
    let readings = functions.map(HandlerDescription.read)
    let handlers = readings.compactMap(\.description)
    var problems = readings.flatMap(\.problems) + duplicates(among: handlers)
    let conditional = conditionalHandlers(in: members)
    problems += conditional.map { HandlerDescription.fault(.conditional, at: $0.name) }
    if functions.isEmpty, conditional.isEmpty {
      problems.append(Diagnostic(.noHandler(kernel.name.text), at: kernel.name))
    }
    return Reading(handlers, problems)
  }

  private static func isHandler(_ function: FunctionDeclSyntax) -> Bool { function.name.text == "receive" }

  private static func duplicates(among handlers: [HandlerDescription]) -> [Diagnostic] {
    var seen: Set<String> = []
    return handlers.compactMap { handler in
      let message = handler.message.description.filter { !$0.isWhitespace }
      guard !seen.insert(message).inserted else { return nil }
      return Diagnostic(.duplicateHandler(message), at: handler.declaration.name)
    }
  }

  private static func conditionalHandlers(in members: MemberBlockItemListSyntax) -> [FunctionDeclSyntax] {
    members.compactMap { $0.decl.as(IfConfigDeclSyntax.self) }
      .flatMap(\.clauses)
      .compactMap { $0.elements?.as(MemberBlockItemListSyntax.self) }
      .flatMap { branch in
        branch.compactMap { $0.decl.as(FunctionDeclSyntax.self) }.filter(isHandler) + conditionalHandlers(in: branch)
      }
  }
}
#endif
