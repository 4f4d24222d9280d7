/// Turns the tree into instructions.
struct PatternCompiler {
  private(set) var program: [PatternInstruction] = []

  /// A repetition of repetitions multiplies; past this many instructions a pattern is refused.
  private static let maximalLength = 10_000

  /// - Returns: false when the program would be too long.
  mutating func compile(_ tree: PatternTree) -> Bool {
    guard emit(tree) else { return false }
    program.append(.match)
    return true
  }

  private mutating func emit(_ tree: PatternTree) -> Bool {
    guard program.count <= Self.maximalLength else { return false }
    switch tree {
    case .empty: return true
    case .scalar(let set): program.append(.scalar(set))
    case .assertion(let assertion): program.append(.assertion(assertion))
    case .sequence(let parts): return parts.allSatisfy { emit($0) }
    case .alternatives(let all): return emit(alternatives: all)
    case .repetition(let part, let least, let most): return emit(part, least, most)
    }
    return true
  }

  private mutating func emit(alternatives all: [PatternTree]) -> Bool {
    var jumps: [Int] = []
    for alternative in all.dropLast() {
      let split = reserve()
      guard emit(alternative) else { return false }
      jumps.append(reserve())
      program[split] = .split(split + 1, program.count)
    }
    guard let last = all.last, emit(last) else { return false }
    for jump in jumps { program[jump] = .jump(program.count) }
    return true
  }

  private mutating func emit(_ part: PatternTree, _ least: Int, _ most: Int?) -> Bool {
    for _ in 0..<least {
      let start = program.count
      guard emit(part) else { return false }
      // However often it is repeated, nothing stays nothing: `(((){1000}){1000}){1000}`.
      if program.count == start { return true }
    }
    guard let most else { return emit(anyNumberOf: part) }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(reserve())
      guard emit(part) else { return false }
    }
    for split in splits { program[split] = .split(split + 1, program.count) }
    return true
  }

  private mutating func emit(anyNumberOf part: PatternTree) -> Bool {
    let split = reserve()
    guard emit(part) else { return false }
    program.append(.jump(split))
    program[split] = .split(split + 1, program.count)
    return true
  }

  /// A place that is filled when its targets are known.
  private mutating func reserve() -> Int {
    program.append(.jump(program.count + 1))
    return program.count - 1
  }
}
