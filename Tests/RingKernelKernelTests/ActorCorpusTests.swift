#if Macros
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite struct ActorCorpusTests {
  static func source() throws -> KernelSource {
    KernelSource(files: try ActorCase.sources())
  }

  static func modules() throws -> [KernelModule] {
    let source = try source()
    return try source.declarations.map(\.tree).filter { $0.kind == .actor }.map { tree in
      try KernelCompiler.lower(try source.unit(actor: tree.text))
    }
  }

  @Test func `every actor lowers with all its handlers, and every operation of the context is among them`() throws {
    let source = try Self.source()
    #expect(source.problems.isEmpty)
    let modules = try Self.modules()
    #expect(modules.count >= 12)
    var used: Set<IntrinsicID> = []
    for module in modules {
      #expect(Validator.validate(module).isEmpty)
      used.formUnion(module.intrinsics)
    }
    let operations = IntrinsicTable.rows.filter { $0.category == .context || $0.category == .ring }
    for row in operations where row.id != .fail {
      #expect((row.refusal == nil) == used.contains(row.id), "\(row.id.rawValue)")
    }
    for tree in source.declarations.map(\.tree) where tree.kind == .actor {
      for message in tree.messages {
        #expect(try KernelCompiler.lower(try source.unit(actor: tree.text, message: message)).handlers.count == 1)
      }
    }
  }

  @Test(arguments: [1, 2, 3]) func `runs of the corpus end in every way that there is`(seed: UInt64) throws {
    var codes: Set<FailureCode> = []
    var sends: Set<SendCode> = []
    var answered = 0
    for module in try Self.modules() {
      let run = ActorCase(module, count: 60, seed: seed)
      let result = try run.expected()
      #expect(result == (try run.expected()))
      for outcome in result.outcomes {
        if let failure = outcome.failure {
          let code = module.sites[failure.site].code
          codes.insert(code)
          if code == .send, let send = SendCode(rawValue: Int32(truncatingIfNeeded: failure.values[0])) {
            sends.insert(send)
          }
        }
        answered += outcome.isAnswered ? 1 : 0
        for case .send(_, _, _, _, let code) in outcome.operations { sends.insert(code) }
      }
    }
    #expect(codes.isSuperset(of: [.explicit, .send, .emissions, .clock, .divisionByZero]))
    #expect(sends == Set(SendCode.allCases).subtracting([.tooMany]))
    #expect(answered > 100)
  }
}
#endif
