import RingKernelCUDA
import RingKernelCore
import RingKernelKernelTesting
import Testing

/// The stand-in sees what the other tests count on it to see.
@Suite struct StandInTests {
  @Test func `what is not freed is listed until it is`() throws {
    let standIn = try StandInCUDA()
    let library = try CUDALibrary(file: standIn.file)
    do {
      let context = try CUDAContext(try CUDADevice(library, ordinal: 0))
      let memory = try CUDAMemory(context, byteCount: 16)
      #expect(standIn.alive.sorted() == ["context", "memory"])
      #expect(memory.byteCount == 16)
    }
    #expect(standIn.alive.isEmpty)
  }

  @Test func `a second free, a call without a context and a copy out of bounds are misuse`() throws {
    let standIn = try StandInCUDA()
    let raw = try DynamicLibrary("the stand-in", candidates: [standIn.file])
    typealias Free = @convention(c) (UInt64) -> UInt32
    let free = try unsafe raw.symbol("cuMemFree_v2", as: Free.self)
    _ = free(4096)
    #expect(standIn.misuse == ["cuMemFree_v2: no such memory"])
    let library = try CUDALibrary(file: standIn.file)
    let synchronize = try unsafe raw.symbol("cuStreamSynchronize", as: Free.self)
    #expect(synchronize(0) == 201)
    #expect(standIn.misuse.last == "cuStreamSynchronize without a context")
    let stream = try CUDAStream(try CUDAContext(try CUDADevice(library, ordinal: 0)))
    let memory = try CUDAMemory(stream.context, byteCount: 16)
    #expect(throws: CUDAError.self) { try stream.write([1, 2], to: memory.address + 15) }
    #expect(standIn.misuse.last == "cuMemcpyHtoDAsync_v2: outside of what is allocated")
  }

  @Test func `copies of the stand-in know nothing of each other`() throws {
    let (first, second) = (try StandInCUDA(), try StandInCUDA())
    first.set("devices", 3)
    #expect(try CUDALibrary(file: first.file).devices().count == 3)
    #expect(try CUDALibrary(file: second.file).devices().count == 1)
    #expect(second.calls.filter { $0 == "cuInit" }.count == 1)
  }
}
