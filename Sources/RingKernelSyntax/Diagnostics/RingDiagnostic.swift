#if Macros
package import SwiftDiagnostics

/// One problem in a declaration: a stable code and a sentence.
///
/// Codes and cures are those of the error catalog.
package struct RingDiagnostic: DiagnosticMessage, Equatable {
  /// The four digits behind `RK`.
  package let number: Int
  /// What is wrong, with the names involved.
  package let detail: String

  package var severity: DiagnosticSeverity { .error }
  package var message: String { "RK\(number): \(detail)" }
  package var diagnosticID: MessageID { MessageID(domain: "RingKernel", id: "RK\(number)") }
}

// Where an attribute may stand.
extension RingDiagnostic {
  package static func macroTarget(_ attribute: String, found keyword: String) -> Self {
    .init(number: 1001, detail: "@\(attribute) goes on a struct, not on this '\(keyword)'")
  }
  package static func hiddenTarget(_ attribute: String, name: String) -> Self {
    .init(number: 1001, detail: "@\(attribute) cannot extend '\(name)': inside another type 'private' hides it")
  }
  package static func localTarget(_ attribute: String, name: String) -> Self {
    .init(number: 1001, detail: "@\(attribute) cannot extend '\(name)': it is local to a function")
  }
  package static func moduleUnknown(_ attribute: String, name: String) -> Self {
    .init(number: 1001, detail: "@\(attribute) cannot tell the module of '\(name)'; write the conformance by hand")
  }
  package static func sendableElsewhere(_ name: String) -> Self {
    .init(number: 1001, detail: "'\(name)' must be written ': Sendable': an extension in another file cannot add it")
  }
  package static func genericDeclaration(_ name: String) -> Self {
    .init(number: 1005, detail: "'\(name)' is generic; a type id and a layout belong to one concrete type")
  }
}

// Stored properties.
extension RingDiagnostic {
  package static func fieldType(_ property: String, type: String) -> Self {
    .init(number: 1002, detail: "'\(property)' has type '\(type)', which has no fixed layout")
  }
  package static func fieldAnnotation(_ property: String) -> Self {
    .init(number: 1003, detail: "'\(property)' needs a written type; a macro cannot see inferred ones")
  }
  package static func notPlain(_ property: String, because reason: PropertyFault) -> Self {
    .init(number: 1004, detail: "'\(property)' \(reason.rawValue)")
  }
  package static func layoutUnstable(_ property: String, type: String) -> Self {
    .init(number: 1011, detail: "'\(property)' has type '\(type)', whose layout depends on the platform")
  }
  package static func conditionalField(_ property: String) -> Self {
    .init(number: 1011, detail: "'\(property)' stands inside '#if'; a layout must be the same in every build")
  }
  package static func emptyMessage(_ name: String) -> Self {
    .init(number: 1012, detail: "'\(name)' has no stored property; an empty struct has no portable C layout")
  }
  package static func stateInitializer(_ property: String) -> Self {
    .init(number: 1010, detail: "'\(property)' needs a default value; a kernel is created from 'init()'")
  }
  package static func publicInitializer(_ name: String) -> Self {
    .init(number: 1010, detail: "'\(name)' needs a written 'init()': an extension in another file cannot add it")
  }
}

// Arguments and handlers.
extension RingDiagnostic {
  package static func idArgument(_ found: String, because reason: IDFault) -> Self {
    .init(number: 1006, detail: "'\(found)' \(reason.rawValue)")
  }
  package static func noHandler(_ name: String) -> Self {
    .init(
      number: 1007,
      detail: "'\(name)' has no handler: 'mutating func receive(_ message: M, in context: inout RingContext)'"
    )
  }
  package static func handlerShape(_ fault: HandlerFault) -> Self {
    .init(number: 1008, detail: "a handler \(fault.rawValue)")
  }
  package static func duplicateHandler(_ message: String) -> Self {
    .init(number: 1009, detail: "'\(message)' has a handler already; messages are dispatched by type")
  }
}

/// Why a property is neither plain stored nor plainly computed.
package enum PropertyFault: String, CaseIterable, Sendable {
  case observed = "has observers, which a layout cannot hold"
  case lazy = "is lazy, so its storage is optional and hidden"
  case reference = "is a reference, which means nothing on a device"
  case wrapped = "has an attribute that may replace its storage"
  case destructured = "is declared by a tuple pattern; declare each property by its name"
  case constant = "is a constant: a 'let' with a value cannot be read from a message"
}

/// Why an id cannot be used.
package enum IDFault: String, CaseIterable, Sendable {
  case notLiteral = "is not an integer literal"
  case outsideDomain = "is outside the ids 0 to 99 of a domain"
  case tooLarge = "is not below 2^63, where hashed ids begin"
  case domainWithoutID = "needs an 'id:' beside it"
  case notDomain = "is not written as a case of Domain"
}

/// What is wrong with the signature of a `receive`.
package enum HandlerFault: String, CaseIterable, Sendable {
  case notMutating = "must be 'mutating'"
  case isStatic = "must not be static"
  case isAsync = "must not be async"
  case isGeneric = "must not be generic"
  case parameters = "must take a message and 'in context: inout RingContext', nothing else"
  case messageLabel = "must take its message without a label"
  case messageType = "must take one named message type"
  case contextLabel = "must take its context under the label 'in'"
  case contextType = "must take its context as 'inout RingContext'"
  case replyType = "must return one named message type or nothing"
  case blockOnCPU = "has a block of threads only within the kernel language: leave out 'on: .cpu' or 'block:'"
  case limitOnCPU = "limits its loops only within the kernel language: leave out 'on: .cpu' or 'loopLimit:'"
  case conditional = "must not stand inside '#if', where a macro cannot see which branch counts"
}
#endif
