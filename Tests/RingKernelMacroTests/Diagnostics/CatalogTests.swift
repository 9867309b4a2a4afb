#if Macros
import RingKernelCore
import RingKernelSyntax
import Testing

@Suite struct CatalogTests {
  @Test func `every diagnostic has an entry in the catalog`() throws {
    let diagnostics: [(RingDiagnostic, ErrorCode)] = [
      (.macroTarget("RingMessage", found: "class"), .macroTarget),
      (.hiddenTarget("RingMessage", name: "A"), .macroTarget),
      (.localTarget("RingMessage", name: "A"), .macroTarget), (.moduleUnknown("RingMessage", name: "A"), .macroTarget),
      (.sendableElsewhere("A"), .macroTarget),
      (.fieldType("x", type: "String"), .fieldType), (.fieldAnnotation("x"), .fieldAnnotation),
      (.notPlain("x", because: .lazy), .computedOrStatic), (.genericDeclaration("A"), .genericDeclaration),
      (.idArgument("x", because: .notLiteral), .idArgument), (.noHandler("K"), .noHandler),
      (.handlerShape(.isAsync), .handlerShape), (.duplicateHandler("M"), .duplicateHandler),
      (.stateInitializer("x"), .stateInitializer), (.publicInitializer("K"), .stateInitializer),
      (.layoutUnstable("x", type: "Int"), .layoutUnstable), (.conditionalField("x"), .layoutUnstable),
      (.emptyMessage("A"), .emptyMessage),
    ]
    for (diagnostic, code) in diagnostics {
      #expect(diagnostic.number == code.number)
      #expect(ErrorCatalog.entry(for: code) != nil)
      #expect(diagnostic.message.hasPrefix("\(code): "))
    }
    #expect(Set(diagnostics.map(\.0.number)) == Set(1001...1012))
  }
}
#endif
