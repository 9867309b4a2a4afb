import Synchronization
import Testing

@testable import RingKernelRender

#if canImport(Glibc)
import Glibc
#endif

@Suite struct ProgramCacheTests {
  struct Refused: Error {}

  /// A folder that does not exist yet.
  let path = "/tmp/ringkernel-cache-\(getpid())-\(UInt64.random(in: 0...UInt64.max))/programs"
  let key = ProgramKey(source: "kernel", options: ["block 256"], compiler: "test 1", device: "sm_90")

  private func program(_ cache: ProgramCache, _ key: ProgramKey, _ bytes: [UInt8]) -> [UInt8] {
    cache.program(for: key) { () throws(Never) in bytes }
  }

  @Test func `a program is made once and found by the next process`() {
    let first = ProgramCache(path: path)
    defer { first.clear() }
    #expect(program(first, key, [1, 2, 3]) == [1, 2, 3])
    #expect(program(first, key, [9]) == [1, 2, 3])
    let second = ProgramCache(path: path)
    #expect(program(second, key, [9]) == [1, 2, 3])
    #expect(first.statistics == .init(inMemory: 1, onDisk: 0, made: 1, damaged: 0))
    #expect(second.statistics == .init(inMemory: 0, onDisk: 1, made: 0, damaged: 0))
  }

  @Test func `every part of a key matters`() {
    let cache = ProgramCache(path: nil)
    let keys = [
      key, ProgramKey(source: "kernel2", options: ["block 256"], compiler: "test 1", device: "sm_90"),
      ProgramKey(source: "kernel", options: ["block 128"], compiler: "test 1", device: "sm_90"),
      ProgramKey(source: "kernel", options: ["block", "256"], compiler: "test 1", device: "sm_90"),
      ProgramKey(source: "kernel", options: ["block 256"], compiler: "test 2", device: "sm_90"),
      ProgramKey(source: "kernel", options: ["block 256"], compiler: "test 1", device: "sm_80"),
    ]
    for (number, key) in keys.enumerated() { #expect(program(cache, key, [UInt8(number)]) == [UInt8(number)]) }
    #expect(cache.statistics.made == keys.count)
  }

  @Test func `a program that cannot be made is not kept`() {
    let cache = ProgramCache(path: path)
    #expect(throws: Refused.self) { try cache.program(for: key) { () throws(Refused) in throw Refused() } }
    #expect(program(cache, key, [4]) == [4])
    #expect(cache.clear() == 1)
  }

  @Test func `a file that is cut or flipped anywhere counts as absent`() throws {
    let whole = ProgramFile.encode(key, [1, 2, 3, 4, 5])
    #expect(ProgramFile.decode(whole)?.program == [1, 2, 3, 4, 5])
    for count in whole.indices { #expect(ProgramFile.decode(Array(whole[..<count])) == nil) }
    for place in whole.indices {
      var flipped = whole
      flipped[place] ^= 0x40
      #expect(ProgramFile.decode(flipped) == nil)
    }
    let folder = ProgramFolder(path: path)
    #expect(folder.write(key.digest + ProgramCache.suffix, Array(whole.dropLast())))
    let cache = ProgramCache(path: path)
    #expect(program(cache, key, [7]) == [7])
    #expect(cache.statistics.damaged == 1)
    cache.clear()
  }

  @Test func `two keys with one digest never meet`() {
    let other = ProgramKey(source: "other", options: [], compiler: "test 1", device: "sm_90")
    let folder = ProgramFolder(path: path)
    #expect(folder.write(key.digest + ProgramCache.suffix, ProgramFile.encode(other, [1])))
    let cache = ProgramCache(path: path)
    #expect(program(cache, key, [2]) == [2])
    cache.clear()
  }

  @Test func `the programs that were not used for longest make room`() {
    let cache = ProgramCache(path: path, limitBytes: 3_000)
    for number in 0..<8 {
      let key = ProgramKey(source: "\(number)", options: [], compiler: "test 1", device: "any")
      _ = program(cache, key, [UInt8](repeating: 0, count: 1_000))
    }
    #expect(cache.items.count == 2)
    cache.clear()
  }

  @Test func `a folder that cannot be written keeps nothing and breaks nothing`() {
    let cache = ProgramCache(path: "/proc/no-such-folder")
    #expect(program(cache, key, [1]) == [1])
    #expect(cache.items.isEmpty)
  }

  @Test(.timeLimit(.minutes(5))) func `many tasks of several caches agree on one folder`() async {
    let path = path
    let counts = await withTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          let cache = ProgramCache(path: path)
          return (0..<200).allSatisfy { step in
            let number = (step + task) % 10
            let key = ProgramKey(source: "\(number)", options: [], compiler: "test 1", device: "any")
            let bytes = [UInt8](repeating: UInt8(number), count: 5_000)
            return cache.program(for: key) { () throws(Never) in bytes } == bytes
          }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(counts.allSatisfy { $0 })
    let cache = ProgramCache(path: path)
    #expect(cache.items.count == 10)
    #expect(cache.clear() == 10)
  }

  @Test(.timeLimit(.minutes(5))) func `processes that race for one folder, which one of them clears, agree`() async {
    let path = path
    async let first: Void = race(in: path)
    async let second: Void = race(in: path)
    async let third: Void = race(in: path)
    async let clearing: Void = clearAgainAndAgain(path)
    _ = await (first, second, third, clearing)
    // Whoever died between writing and renaming would leave a file of its own.
    let cache = ProgramCache(path: path)
    #expect(cache.items.allSatisfy { !$0.name.hasPrefix(".") })
    cache.clear()
  }

  private func clearAgainAndAgain(_ path: String) async {
    await #expect(processExitsWith: .success) { [path] in
      let cache = ProgramCache(path: path)
      for _ in 0..<200 { cache.clear() }
    }
  }

  /// A process that asks for ten programs again and again, in a folder that has room for five.
  private func race(in path: String) async {
    await #expect(processExitsWith: .success) { [path] in
      for round in 0..<100 {
        // With a memory of its own each time, as processes that come and go.
        let cache = ProgramCache(path: path, limitBytes: 25_000)
        for step in 0..<10 {
          let number = (round + step) % 10
          let key = ProgramKey(source: "\(number)", options: [], compiler: "test 1", device: "any")
          let bytes = [UInt8](repeating: UInt8(number), count: 5_000)
          precondition(cache.program(for: key) { () throws(Never) in bytes } == bytes)
        }
        precondition(cache.statistics.damaged == 0, "a file was seen half written")
      }
    }
  }

  @Test func `options are the same words whatever the order of a set is`() {
    let features: [WGSLFeature] = [.int64, .int64Atomics, .subgroups, .directives]
    let words = (0..<10).map { size in
      var set = Set<WGSLFeature>(minimumCapacity: 1 << size)
      for feature in features { set.insert(feature) }
      return RenderOptions(block: [64], features: set).words
    }
    #expect(Set(words).count == 1)
    #expect(RenderOptions(block: [32]).words != RenderOptions(block: [64]).words)
    #expect(RenderOptions(features: [.int64]).words != RenderOptions(features: [.subgroups]).words)
  }

  @Test func `the environment names the folder`() {
    func path(_ variables: [String: String]) -> String? { ProgramCache.standardPath { variables[$0] } }
    #expect(path(["RINGKERNEL_CACHE": "/a", "HOME": "/h"]) == "/a")
    #expect(path(["XDG_CACHE_HOME": "/c", "RINGKERNEL_CACHE": "", "HOME": "/h"]) == "/c/ringkernel")
    #expect(path(["HOME": "/h"])?.hasPrefix("/h/") == true)
    #expect(path(["RINGKERNEL_CACHE": "off", "HOME": "/h"]) == nil)
    #expect(path([:]) == nil)
  }
}
