#if Macros
internal import RingKernelIR
internal import RingKernelSyntax

/// The page of the kernel language: constructs, types, meaning, and every rule with what breaks it and what cures it.
enum LanguagePage {
  /// An example that the page shows as right is wrong.
  struct WrongExample: Error, CustomStringConvertible {
    var description: String
  }

  static func text() throws(WrongExample) -> String {
    var page = """
      # The kernel language

      Generated from the tables of the compiler; `RK_RECORD=1 swift test --filter CLITests` writes it anew. The functions that
      kernels call are on [a page of their own](Intrinsics.md).

      Kernels are Swift: swiftc checks their types, a macro checks that they stay within the language of this page, and the
      kernel compiler prints them in the language of each device. The CPU runs the same source.

      """
    page += "\n## Constructs\n"
    for construct in Construct.all {
      try check(construct.example, construct.title)
      page += "\n### \(construct.title)\n\n\(construct.text)\n\n```swift\n\(construct.example)\n```\n"
    }
    page += "\n## Types\n\n" + types
    page += "\n## Operators\n\n" + operators
    page += "\n## Members of Swift's types\n\n" + members
    page += "\n## Meaning\n\n" + meaning
    page += """

      ## Rules

      Each is an error at its own line and column, with a fix-it where one change is the cure. *In the editor* means that the
      macro says it; the other rules need the types of other declarations: swiftc enforces most of them, and the kernel
      compiler all of them. Lines without a declaration of their own stand in this kernel:

      ```swift
      \(LanguageRule.source(of: "y[i] = x[i]").dropLast())
      ```

      """
    page = page.replacing("  y[i] = x[i]\n}\n```\n", with: "  // here\n}\n```\n")
    for rule in LanguageRule.all { page += try text(of: rule) }
    return page
  }

  private static func check(_ source: String, _ title: String) throws(WrongExample) {
    let errors = KernelSource(files: [source]).errors()
    if let first = errors.first {
      throw WrongExample(description: "\(title): \(first.line):\(first.column): \(first.code): \(first.message)")
    }
  }

  private static func text(of rule: LanguageRule) throws(WrongExample) -> String {
    try check(LanguageRule.source(of: rule.right), rule.code)
    let broken = rule.broken
    guard let error = KernelSource(files: [broken.source]).errors().first, error.code == rule.code else {
      throw WrongExample(description: "\(rule.code): nothing is wrong with its example")
    }
    let place = isWhole(rule.wrong) ? "\(broken.line):\(broken.column)" : "\(broken.line - 3):\(broken.column - 2)"
    var text = "\n### \(rule.code) \(rule.title)\n\n\(rule.sentence)"
    if isSeenByMacro(broken.source) { text += " *In the editor.*" }
    text += "\n\n```text\n\(shortened(rule.wrong))\n\n\(place): error: \(rule.code): \(shortened(error.message))\n"
    if let fix = rule.fixIt { text += "fix-it: \(fix)\n" }
    return text + "```\n```swift\n\(rule.right)\n```\n"
  }

  private static func isWhole(_ example: String) -> Bool { example.hasPrefix("@") }

  private static func isSeenByMacro(_ source: String) -> Bool { !KernelFrontend.editorProblems(source: source).isEmpty }

  private static func shortened(_ text: String) -> String {
    text.filter { $0 != LanguageRule.mark }.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.count > 120 ? $0.prefix(40) + " … " + $0.suffix(20) : $0 }.joined(separator: "\n")
  }

  private static let types = """
    | Type | Bytes | |
    |---|---|---|
    \(scalars)
    | `SIMD2<T>`, `SIMD3<T>`, `SIMD4<T>` | as Swift | lanes `.x .y .z .w`; `.==`, `.<` and so on give masks for `any`, `all`, `replacing` and `replace` |
    | `InlineArray<N, T>` | N × stride | `a[i]`, `.count`, `.indices`; in locals at most 64 KiB |
    | `BoundedArray<N, T>` | 4 bytes, then N × stride | in handlers: `a[i]` below `.count`, `append`, `.count`, `.capacity`, `.isEmpty`, `.indices` |
    | `(T, U)` | as Swift | elements `.0 .1` or by label |
    | `@DeviceStruct struct` | as Swift | fields, methods, initialisers |
    | `@DeviceEnum enum E: UInt8` | raw type | cases with integer raw values |
    | `@RingMessage struct` | as its layout | messages and replies |
    | `Span<T>`, `inout MutableSpan<T>` | | buffers: `b[i]`, `.count`, `.indices` |
    | `Field1D<T>` to `Field3D<T>` | | buffers of one to three axes, x fastest: `f[x, y, z]`, `f[pos]`, `.width .height .depth` |
    | `SharedArray<N, T>`, `SharedTile<H, W, T>` | | memory of a block, zero at its start |

    """

  private static var scalars: String {
    ScalarType.allCases.map { scalar in
      let note =
        switch scalar {
        case .f16: "everywhere; WGSL computes it in `Float` and rounds"
        case .f64: "where the device has it"
        default: "everywhere"
        }
      return
        "| `\(scalar == .i64 ? "Int`, `Int64" : scalar == .u64 ? "UInt`, `UInt64" : scalar.swiftName)` | \(scalar.byteCount) | \(note) |"
    }.joined(separator: "\n")
  }

  private static var operators: String {
    let lists = SwiftOperator.Kind.allCases.map { kind in
      let spelled = SwiftOperator.all.filter { $0.kind == kind }.map { "`\($0.text.replacing("|", with: "\\|"))`" }
      return "| \(kind.rawValue) | \(spelled.joined(separator: " ")) |\n"
    }
    return "| Operators | |\n|---|---|\n\(lists.joined())"
  }

  /// Methods, members and constants, by what they belong to.
  private static var members: String {
    var text = """
      These and no others; those of a value that changes need a `var`. Fields of structs, elements of tuples, members of the
      context and the neighbours of stencil kernels are not among them.

      | Of | Member | |
      |---|---|---|

      """
    for member in SwiftMember.all {
      let isOfType = member.kind == .constant || member.kind == .function
      text += "| \(member.owner.rawValue) | `\(isOfType ? "T." : ".")\(member.spelled)` | \(member.meaning) |\n"
    }
    return text
  }

  private static let meaning = """
    Kernels mean the same on every device; the interpreter of the compiler is the definition, and every device is tested against
    it.

    - **Checks.** Handlers are `.checked`: an index out of range, an overflow of `+ - *` or negation, a division by zero, a
      conversion `T(x)` that does not fit, a range `a..<b` with b < a ends the handler with a failure that names kernel, line,
      column and values. Kernels check indices, divisions and conversions; their integer arithmetic wraps. `.unchecked`
      kernels check nothing. What the compiler can prove costs nothing: a guard, a range of a loop, a mask.
    - **Loops of handlers end.** A loop that a handler reaches, in functions too, runs at most 65,536 rounds, or as many as
      `@RingKernel(loopLimit: 1_000_000)` says, up to 2^24; one of n rounds leaves the n-th part of them to each loop inside. A
      `for` that is longer fails the message before its first round, a `while` or `repeat` in the round that is one too many:
      `loopLimit`, with the rounds and how many are allowed. Loops over literals and `.indices` neither count nor are limited.
      Kernels that are launched have no limit.
    - **Unchecked operations are total.** Integer `+ - *`, negation and truncating conversions wrap; `x / 0` is 0, `x % 0` is x,
      `min / -1` is min, `min % -1` is 0; `<<` and `>>` with a count at or past the width give 0 or the sign, with a negative
      count they shift the other way; `&<<` and `&>>` take the count modulo the width. Float to integer saturates, NaN
      gives 0.
    - **Floats** follow IEEE 754: no contraction, no reassociation, no fast mathematics. Comparison with NaN is false, `!=` is
      true; `min` and `max` give the other operand for NaN. Subnormal results may be flushed to zero.
    - **Order.** Operands are evaluated left to right; `&&`, `||`, `?:` and conditions evaluate only what decides.
    - **`Int` has 64 bits** on every device. The compiler computes with 32 bits where the two are equal.
    - **A failing thread** ends. In a kernel with barriers it still meets them. The launch fails, and reports one failing
      thread; what mutable buffers hold then is unspecified, memory outside of them is untouched. A handler's state keeps what
      was stored. In a handler with a block of threads the others go on, thread 0 answers, emits and sends nothing behind the next
      barrier, and the message fails with the failure before the earliest barrier, of those with the lowest thread's.

    """
}
#endif
