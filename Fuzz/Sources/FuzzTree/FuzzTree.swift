import RingKernelIR
import RingKernelRender

/// Any text gives a tree or an error, any tree a valid module or errors, any module a program or a refusal.
@_cdecl("rk_fuzz_one")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: data, count: count), as: UTF8.self)
  guard let tree = try? SyntaxText.decode(text) else { return 0 }
  let again = SyntaxText.encode(tree)
  precondition(
    (try? SyntaxText.decode(again)).map(SyntaxText.encode) == again,
    "the tree changes on its way through text"
  )
  let types = (try? KernelCompiler.layouts(of: [tree])) ?? TypeTable()
  _ = KernelCompiler.problems(of: tree)
  for checking in Checking.allCases {
    let unit = CompilationUnit(
      declaration: tree,
      types: types,
      functions: tree.kind == .function ? [tree] : [],
      constants: ["n": 4],
      checking: checking
    )
    compile(unit)
  }
  return 0
}

private func compile(_ unit: CompilationUnit) {
  do throws(CompileFailure) {
    let module = try KernelCompiler.lower(unit)
    precondition(Validator.validate(module).isEmpty, "an invalid module")
    for dialect in DialectName.allCases { _ = try? Renderer.render(module, for: dialect) }
  } catch {
    precondition(!error.errors.isEmpty, "refused without an error")
    precondition(!error.errors.contains { $0.code == "RK1130" }, "an invalid module: \(error.errors)")
  }
}
