/// What is shared by the functions of a module while it is lowered.
final class ModuleLowering {
  let unit: CompilationUnit
  /// Whether types and functions of other files are missing, so that only some errors mean something.
  let isPartial: Bool
  /// Resources that an earlier round saw atomics touch.
  let atomics: Set<ResourceID>
  var module: KernelModule
  var errors: [CompileError] = []
  var touchedByAtomics: Set<ResourceID> = []
  /// Members of Swift's types that were met.
  var members: Set<SwiftMember> = []
  /// Functions that are lowered, and those that are being lowered: meeting the latter again is recursion.
  var instances: [Instance: FunctionID] = [:]
  var open: Set<Instance> = []
  /// Functions that are told how long their loops may run.
  var limited: Set<FunctionID> = []
  var statementCount = 0
  let functions: [String: [SyntaxNode]]
  let structures: [String: SyntaxNode]
  var tupleNames: [String: [String?]] = [:]

  /// A function with the buffers and sizes that it is specialised for.
  struct Instance: Hashable {
    var owner: String
    var node: SyntaxNode
    var resources: [ResourceID]
    var constants: [String: Int64]
    /// Where the struct of a method lies in the actor's state; indices are left out.
    var path: [Place.Step]
  }

  init(_ unit: CompilationUnit, atomics: Set<ResourceID>, isPartial: Bool = false) {
    self.unit = unit
    self.isPartial = isPartial
    self.atomics = atomics
    module = KernelModule(name: unit.declaration.text, types: unit.types, messages: unit.messages)
    for (name, type) in EnumType.contextual where module.types.structs[name] == nil && module.types.enums[name] == nil {
      module.types.enums[name] = type
    }
    functions = Dictionary(grouping: unit.functions.filter { $0.kind == .function }, by: \.text)
    structures = Dictionary(unit.structures.map { ($0.text, $0) }) { first, _ in first }
  }

  var isHandler: Bool { unit.declaration.kind == .actor }
  var checking: Checking { unit.checking }

  /// Errors in the order of the source, each once.
  var orderedErrors: [CompileError] {
    var seen: Set<CompileError> = []
    return errors.filter { seen.insert($0).inserted }.enumerated()
      .sorted { ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset) }
      .map(\.element)
  }

  func run() {
    do throws(CompileError) {
      for function in unit.functions { try requireOwnName(function) }
      switch unit.declaration.kind {
      case .kernel: try lowerKernel(unit.declaration)
      case .actor: try lowerActor(unit.declaration)
      case .function: try lowerTestFunction(unit.declaration)
      default:
        throw LanguageRule.malformed.error("\(unit.declaration.kind.rawValue) is no entry", at: unit.declaration)
      }
    } catch {
      record(error)
    }
  }

  /// Refuses a device function that is called as one of the language: the printed body of a call could not tell them apart.
  func requireOwnName(_ function: SyntaxNode) throws(CompileError) {
    guard IntrinsicLookup.rows(function.text).isEmpty, !["any", "all", "stride"].contains(function.text) else {
      throw LanguageRule.duplicate.error("\(function.text) is a function of the language", at: function)
    }
  }

  /// Keeps an error; those without a code only say that something failed whose error is kept already.
  func record(_ error: CompileError) {
    if !error.code.isEmpty, errors.count < 200 { errors.append(error) }
  }

  /// Adds a failure site.
  func site(_ code: FailureCode, _ node: SyntaxNode, _ labels: [String]) -> SiteID {
    let site = FailureSite(code, line: node.line, column: node.column, labels: labels)
    if let known = module.sites.lastIndex(of: site) { return known }
    module.sites.append(site)
    return module.sites.count - 1
  }

  /// Adds a function under a name that no other has.
  func add(_ function: KernelFunction) -> FunctionID {
    var function = function
    let taken = Set(module.functions.map(\.name))
    let base = function.name
    var number = 2
    while taken.contains(function.name) {
      function.name = "\(base)_\(number)"
      number += 1
    }
    module.functions.append(function)
    return module.functions.count - 1
  }

  /// Lowers an instance unless it is there already.
  func function(
    _ instance: Instance,
    at call: SyntaxNode,
    _ build: () throws(CompileError) -> KernelFunction
  ) throws(CompileError) -> FunctionID {
    if let known = instances[instance] { return known }
    guard open.count < 64, open.insert(instance).inserted else {
      throw LanguageRule.recursion.error("\(instance.node.text) calls itself; use a loop", at: call)
    }
    defer { open.remove(instance) }
    let id = add(try build())
    instances[instance] = id
    return id
  }
}
