import FuzzTargets
import Testing

/// A short pass over each target with fixed seeds; `make fuzz` takes its time.
@Suite struct FuzzTests {
  private static let targets = Result { try FuzzTarget.all() }

  @Test(arguments: [
    ("times", 3_000), ("patterns", 500), ("options", 1_500), ("paths", 2_000), ("tokens", 1_000),
    ("payloads", 1_500), ("seeds", 60), ("queries", 200),
    ("plans", 100),
  ]) func holds(name: String, count: Int) throws {
    let target = try #require(Self.targets.get().first { $0.name == name })
    for input in try FuzzFiles.corpus(name) { check(target, input) }
    var mutations = Mutations(seed: 1, corpus: try FuzzFiles.corpus(name), words: target.words)
    for _ in 0..<count { check(target, mutations.next()) }
  }

  /// A target that is not named above would be run by nobody.
  @Test func allAreRun() throws {
    #expect(
      try Self.targets.get().map(\.name).sorted()
        == ["options", "paths", "patterns", "payloads", "plans", "queries", "seeds", "times", "tokens"])
  }

  private func check(_ target: FuzzTarget, _ input: [UInt8]) {
    do { try target.run(input) } catch {
      Issue.record("\(error), for \(String(decoding: input.prefix(2000), as: UTF8.self).debugDescription)")
    }
  }
}
