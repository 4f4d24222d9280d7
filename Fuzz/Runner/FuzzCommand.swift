import Foundation
import FuzzTargets

#if LIBFUZZER
  /// What libFuzzer, whose `main` is the program's then, is told to run: the target that `FUZZ_TARGET` names.
  private let target = chosenTarget()

  private func chosenTarget() -> FuzzTarget {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    do {
      guard let target = try FuzzTarget.all().first(where: { $0.name == name }) else {
        fatalError("FUZZ_TARGET names no target: '\(name)'")
      }
      return target
    } catch { fatalError("\(error)") }
  }

  @_cdecl("LLVMFuzzerTestOneInput") func takeInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do { try target.run(Array(UnsafeBufferPointer(start: start, count: count))) } catch {
      fatalError("\(error)")
    }
    return 0
  }
#else
  /// `fuzz TARGET SECONDS`: runs a target with inputs made at random of its corpus.
  @main struct FuzzCommand {
    static func main() throws {
      let arguments = CommandLine.arguments.dropFirst()
      let targets = try FuzzTarget.all()
      guard let target = targets.first(where: { $0.name == arguments.first }) else {
        fatalError("the targets are \(targets.map(\.name).joined(separator: ", "))")
      }
      try RandomRun(target: target, seconds: arguments.dropFirst().first.flatMap(Double.init) ?? 60).run()
    }
  }
#endif

/// A run without libFuzzer. The input at hand stands in a file, so that it is known after a trap.
private struct RandomRun {
  let target: FuzzTarget
  let seconds: Double

  func run() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var mutations = Mutations(seed: seed, corpus: try FuzzFiles.corpus(target.name), words: target.words)
    let file = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(target.name)-\(getpid())")
    let last = try LastInput(file.path)
    let end = Date().addingTimeInterval(seconds)
    var count = 0
    print("\(target.name): seed \(seed), the input at hand is in \(file.path)")
    while count % 100 != 0 || Date() < end {
      let input = mutations.next()
      last.note(input)
      try target.run(input)
      count += 1
    }
    try FileManager.default.removeItem(at: file)
    print("\(target.name): \(count) executions in \(Int(seconds)) s")
  }
}

/// A file that is part of the memory: what is written there outlives the process, and costs a copy.
///
/// A class because it owns the mapping.
private final class LastInput {
  private static let size = 1 << 16
  private let memory: UnsafeMutableRawPointer

  init(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0, ftruncate(descriptor, Self.size) == 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      memory != MAP_FAILED
    else { throw CocoaError(.fileWriteUnknown) }
    close(descriptor)
    self.memory = memory
  }

  /// Its length in decimal on a line of its own, then the input.
  func note(_ input: [UInt8]) {
    var text = Array("\(input.count)\n".utf8)
    text += input
    memory.copyMemory(from: text, byteCount: min(text.count, Self.size))
  }

  deinit { munmap(memory, Self.size) }
}
