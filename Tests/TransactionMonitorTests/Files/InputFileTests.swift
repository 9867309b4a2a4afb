import Foundation
import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite struct `Input files` {
  private static let hello = Array("hello, ring\n".utf8)

  private func packed(_ bytes: [UInt8]) throws -> [UInt8] {
    Array(
      try Python.run(
        "import gzip, sys; open(sys.argv[2], 'wb').write(gzip.compress(open(sys.argv[1], 'rb').read()))",
        input: bytes
      )
    )
  }

  private func content(of path: String, chunkBytes: Int = 1000) throws(RingKernelError) -> [UInt8] {
    let file = try InputFile(path: path)
    var buffer = [UInt8](repeating: 0, count: chunkBytes)
    var found: [UInt8] = []
    while true {
      let count = try file.read(into: &buffer, at: 0)
      if count == 0 { return found }
      found += buffer[..<count]
    }
  }

  @Test(arguments: [0, 1, 2, 3, 1000, 70_000])
  func `a plain file is read as it is`(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let path = try folder.write(bytes, to: "plain")
    #expect(try content(of: path) == bytes)
    #expect(try content(of: path, chunkBytes: 1) == bytes)
  }

  @Test(.enabled(if: Python.isAvailable, Python.absence), arguments: [0, 1, 1000, 200_000])
  func `a packed file is unpacked whatever its name`(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    #expect(try content(of: folder.write(packed(bytes), to: "data.csv")) == bytes)
  }

  @Test(.enabled(if: Python.isAvailable, Python.absence))
  func `a damaged or cut archive is a typed error`() throws {
    let folder = try TemporaryFolder()
    let bytes = try packed((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 5) })
    var flipped = bytes
    flipped[bytes.count - 6] ^= 0x40  // inside the CRC-32 of the trailer
    for (name, damaged) in [("flipped", flipped), ("cut", Array(bytes[..<(bytes.count / 2)])), ("mark", [0x1f, 0x8b])] {
      let path = try folder.write(damaged, to: name)
      let error = failure { () throws(RingKernelError) in try content(of: path) }
      #expect(error?.code == .fileUnreadable, "\(name)")
      #expect(error?.detail.contains("is a damaged gzip file") == true, "\(name)")
    }
  }

  @Test(.enabled(if: Python.isAvailable, Python.absence), arguments: 1...3 as ClosedRange<UInt64>)
  func `any damage to an archive gives bytes or a typed error`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let bytes = try packed(Array(repeating: Self.hello, count: 50).flatMap { $0 })
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      var damaged = bytes
      let place = 2 + Int(random.next(below: UInt64(bytes.count - 2)))
      damaged[place] ^= UInt8(truncatingIfNeeded: 1 + random.next(below: 255))
      let path = try folder.write(damaged, to: "damaged")
      let error = failure { () throws(RingKernelError) in try content(of: path) }
      #expect(error == nil || error?.code == .fileUnreadable, "seed \(seed)")
    }
  }

  @Test func `a packed file without zlib says what to install`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(GzipStream.mark + [8, 0], to: "packed.gz")
    let error = failure { () throws(RingKernelError) in try InputFile(path: path, zlibCandidates: ["libnowhere.so.9"]) }
    #expect(error?.code == .libraryUnavailable)
    #expect(error?.detail.contains("libnowhere.so.9") == true)
    #expect(error?.detail.contains("install zlib") == true)
    let plain = try folder.write(Self.hello, to: "plain")
    #expect(failure { () throws(RingKernelError) in try InputFile(path: plain, zlibCandidates: []) } == nil)
  }

  @Test func `paths that cannot be read carry the system's reason`() throws {
    let folder = try TemporaryFolder()
    let missing = failure { () throws(RingKernelError) in try InputFile(path: folder.path("missing")) }
    #expect(missing?.code == .fileUnreadable)
    #expect(missing?.detail.contains("No such file or directory") == true)
    let directory = failure { () throws(RingKernelError) in try InputFile(path: folder.path("")) }
    #expect(directory?.code == .fileUnreadable)
    #expect(directory?.detail.contains("Is a directory") == true)
  }

  @Test func `files that cannot be written carry the system's reason`() throws {
    let folder = try TemporaryFolder()
    let error = failure { () throws(RingKernelError) in try AlertFile.write([], to: folder.path("no/such/folder.csv")) }
    #expect(error?.code == .fileUnreadable)
    #expect(error?.detail.contains("No such file or directory") == true)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "this system has no /dev/full"))
  func `a full disk is reported`() throws {
    let rows = try TransactionGenerator(seed: 1, accounts: 9, count: 10_000)
    let error = failure { () throws(RingKernelError) in try TransactionFile.write(rows, to: "/dev/full") }
    #expect(error?.detail.contains("No space left on device") == true)
  }
}
