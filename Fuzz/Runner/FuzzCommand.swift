import Foundation
import FuzzTargets

/// `fuzz TARGET SECONDS`: runs a target with inputs made at random of its corpus; `fuzz` alone lists the targets.
///
/// Built with libFuzzer (`scripts/fuzz`), what follows the name are libFuzzer's own arguments.
@main struct FuzzCommand {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let targets = try FuzzTarget.all()
    guard let name = arguments.first else { return print(targets.map(\.name).joined(separator: "\n")) }
    guard let target = targets.first(where: { $0.name == name }) else {
      fatalError("no target is called \(name)")
    }
    #if LIBFUZZER
      exit(LibFuzzer.run(target))
    #else
      try RandomRun(target: target, seconds: arguments.dropFirst().first.flatMap(Double.init) ?? 60).run()
    #endif
  }
}

#if LIBFUZZER
  /// What the fuzzer of LLVM is told to run.
  private enum LibFuzzer {
    nonisolated(unsafe) private static var target: FuzzTarget?

    static func run(_ target: FuzzTarget) -> CInt {
      self.target = target
      // The name of the target stands where libFuzzer expects that of the program.
      var count = CommandLine.argc - 1
      var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = CommandLine.unsafeArgv + 1
      return runDriver(&count, &values) { start, count in
        LibFuzzer.take(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      }
    }

    private static func take(_ input: [UInt8]) {
      do { try target?.run(input) } catch { fatalError("\(error)") }
    }
  }

  @_silgen_name("LLVMFuzzerRunDriver") private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ values: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt
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
