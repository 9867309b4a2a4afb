internal import RingKernelABI
internal import RingKernelCore

/// Runs `body`, which blocks or spins, on a thread of its own and suspends until it has returned.
func onOwnThread<Value: Sendable>(
  _ name: String,
  _ body: @escaping @Sendable () throws(RingKernelError) -> Value
) async throws(RingKernelError) -> Value {
  let running = Lock<OwnedThread?>(nil)
  let result = await withCheckedContinuation {
    (continuation: CheckedContinuation<Result<Value, RingKernelError>, Never>) in
    do throws(ThreadError) {
      let thread = try OwnedThread(name: name) {
        do throws(RingKernelError) {
          continuation.resume(returning: .success(try body()))
        } catch { continuation.resume(returning: .failure(error)) }
      }
      running.withLock { $0 = thread }
    } catch {
      continuation.resume(returning: .failure(RingKernelError(.threadRefused, "'\(name)': errno \(error.errno).")))
    }
  }
  running.withLock { $0 }?.join()  // it has resumed us: it is about to end
  return try result.get()
}
