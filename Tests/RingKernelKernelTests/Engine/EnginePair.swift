#if Macros
import RingKernelIR
import RingKernelKernelTesting
import Testing

/// A device and the model beside it, which do the same things.
struct EnginePair {
  var device: EngineBench
  var model: EngineBench
  /// Numbers the epochs in complaints.
  private var epochs = 0

  init(
    _ runner: any EngineRunner,
    _ modules: [KernelModule],
    _ actors: [EngineActor],
    position: UInt32 = 0
  ) throws {
    device = try EngineBench(runner, modules, actors, position: position)
    model = try EngineBench(EngineModel(), modules, actors, position: position)
  }

  mutating func post(_ message: EngineMessage, to actor: Int) {
    device.post(message, to: actor)
    model.post(message, to: actor)
  }

  mutating func change(_ body: (inout EngineBench) -> Void) {
    body(&device)
    body(&model)
  }

  /// Runs an epoch on both; what the device says, nil where they differ.
  mutating func epoch(rounds: Int) throws -> EngineBench.Epoch {
    epochs += 1
    let right = try model.epoch(rounds: rounds)
    let found = try device.epoch(rounds: rounds)
    if let difference = difference(right, found) { throw EngineProblem("epoch \(epochs): \(difference)") }
    return found
  }

  /// Epochs until nothing is left, all their records.
  mutating func finish(rounds: Int = 2, limit: Int = 200) throws -> [EngineRecord] {
    var all: [EngineRecord] = []
    for _ in 0..<limit {
      let epoch = try epoch(rounds: rounds)
      all += epoch.records
      if epoch.pending < UInt32(rounds) { return all }
    }
    throw EngineProblem("something is left after \(limit) epochs")
  }

  private func difference(_ right: EngineBench.Epoch, _ found: EngineBench.Epoch) -> String? {
    for actor in device.actors.indices {
      let (a, b) = (right.records.filter { $0.actor == actor }, found.records.filter { $0.actor == actor })
      if let place = (0..<max(a.count, b.count)).first(where: { $0 >= a.count || $0 >= b.count || a[$0] != b[$0] }) {
        let words = [a, b].map { $0.indices.contains(place) ? "\($0[place])" : "nothing" }
        return "record \(place) of actor \(actor) is \(words[1]) instead of \(words[0])"
      }
    }
    if right.pending != found.pending { return "pending is \(found.pending) instead of \(right.pending)" }
    if right.words != found.words { return "\(found.words) words instead of \(right.words)" }
    for (name, path) in [("state", \EngineImage.state), ("table", \.table), ("rings", \.rings)] {
      let (a, b) = (model.image[keyPath: path], device.image[keyPath: path])
      if let word = a.indices.first(where: { a[$0] != b[$0] }) {
        return "word \(word) of \(name) is \(b[word]) instead of \(a[word])"
      }
    }
    return nil
  }
}
#endif
