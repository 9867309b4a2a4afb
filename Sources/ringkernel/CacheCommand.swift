import ArgumentParser
import RingKernelConsole
import RingKernelHost
import RingKernelRender

/// `ringkernel cache`.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show or clear the compiled kernels that this machine keeps.",
    discussion: """
      Kernels and actors of WebGPU and CUDA are compiled once for all processes of a user. The folder is RINGKERNEL_CACHE
      if that is set, else 'ringkernel' in the user's cache folder; RINGKERNEL_CACHE=off keeps nothing.

      EXAMPLES:
        ringkernel cache
        ringkernel cache --json
        ringkernel cache --clear
      """
  )

  @Flag(help: "Remove every compiled kernel.")
  var clear = false
  @OptionGroup var format: FormatOptions

  func run() throws {
    guard let path = ProgramCache.standardPath(environment: Backends.environment) else {
      throw RingKernelError(
        .invalidConfiguration,
        Backends.environment(ProgramCache.variable) == "off"
          ? "RINGKERNEL_CACHE is 'off': there is no cache folder."
          : "Neither RINGKERNEL_CACHE nor HOME is set: there is no cache folder."
      )
    }
    let cache = ProgramCache(path: path)
    let items = cache.items
    let removed = clear ? cache.clear() : 0
    let bytes = items.reduce(0) { $0 + $1.bytes }
    guard !format.json else { return print(json(path, items, bytes, removed).text) }
    print("\(path): \(grouped(items.count)) kernels, \(grouped(bytes)) bytes")
    if clear { return print("\(grouped(removed)) removed") }
    for item in items { print("\(grouped(item.bytes).leftPadded(to: 12))  \(item.name)") }
  }

  private func json(_ path: String, _ items: [ProgramCache.Item], _ bytes: Int, _ removed: Int) -> JSONValue {
    let list = items.map { item in
      JSONValue.object([
        ("name", .string(item.name)), ("bytes", .integer(item.bytes)), ("lastUse", .integer(item.lastUse)),
      ])
    }
    return .object([
      ("path", .string(path)), ("kernels", .integer(items.count)), ("bytes", .integer(bytes)),
      ("removed", .integer(removed)), ("items", .array(list)),
    ])
  }
}
