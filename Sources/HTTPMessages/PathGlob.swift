/// A pattern for paths: `/v1.0/users/*`; a star stands for anything within one segment, two stars for any segments, and a
/// name in braces, as templates have it, for what stands there: `/users/{id}/manager`, `/reports/list(period={period})`.
///
/// A pattern that begins with no version fits paths of both, and none has to name the tenant. All spellings of a path are
/// one to it (`PathForm`).
package struct PathGlob: Sendable, Equatable {
  private let parts: [Part]

  private enum Part: Sendable, Equatable {
    case segments
    case segment(TextGlob)
    /// `users(userPrincipalName='adele@contoso.example')`, which may also come as two segments: a name and a key.
    case keyed(TextGlob, name: TextGlob, key: TextGlob)
  }

  package init(_ pattern: String) { parts = PathForm(pattern).steps.map(Self.part) }

  private static func part(_ step: PathForm.Step) -> Part {
    if step.whole == "**" { return .segments }
    let whole = glob(step.whole)
    guard let key = step.onlyValue else { return .segment(whole) }
    return .keyed(whole, name: glob(step.text), key: glob(key))
  }

  /// `list(period={period})` as `list(period=*)`.
  private static func glob(_ template: String) -> TextGlob {
    var (text, rest) = ("", template[...])
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      text += rest[..<start] + "*"
      rest = rest[rest.index(after: end)...]
    }
    return TextGlob(text + rest)
  }

  package func matches(_ path: some StringProtocol) -> Bool { matches(PathForm(path)) }

  package func matches(_ path: PathForm) -> Bool {
    Self.starts(of: path.steps).contains { matches(path.steps[$0...]) }
  }

  /// Where what a pattern says may begin: `/tenants/ci-42/v1.0/users` may be meant from any of its slashes but the second.
  private static func starts(of steps: [PathForm.Step]) -> [Int] {
    let starts = steps.first?.text == "tenants" ? [0, 2, 3] : [0, 1]
    return starts.filter { $0 <= steps.count }
  }

  private func matches(_ path: ArraySlice<PathForm.Step>) -> Bool {
    // Which segments of the path are the end of a match of the pattern so far, as a set: no pattern takes long.
    var ends: Set<End> = [End(step: path.startIndex)]
    for part in parts { ends = Self.ends(after: part, ends, path) }
    return ends.contains(End(step: path.endIndex))
  }

  /// How far a pattern has come: before a step, or between its name and the values behind it.
  private struct End: Hashable {
    var step: Int
    var isBeforeValues = false
  }

  private static func ends(
    after part: Part, _ ends: Set<End>, _ path: ArraySlice<PathForm.Step>
  ) -> Set<End> {
    switch part {
    case .segments:
      guard let first = ends.map({ $0.isBeforeValues ? $0.step + 1 : $0.step }).min() else { return [] }
      return Set((first...path.endIndex).map { End(step: $0) })
    case .segment(let glob):
      return Set(
        ends.filter { $0.step < path.endIndex }.flatMap { Self.ends(after: glob, $0, path[$0.step]) })
    case .keyed(let whole, let name, let key):
      let inTwo = ends.filter { isKey(key, of: name, at: $0, path) }.map { End(step: $0.step + 2) }
      return Self.ends(after: .segment(whole), ends, path).union(inTwo)
    }
  }

  private static func isKey(
    _ key: TextGlob, of name: TextGlob, at end: End, _ path: ArraySlice<PathForm.Step>
  ) -> Bool {
    let steps = path[end.step...].prefix(2)
    guard !end.isBeforeValues, steps.count == 2, steps.allSatisfy({ $0.arguments == nil }) else {
      return false
    }
    return name.matches(steps[end.step].text) && key.matches(steps[end.step + 1].text)
  }

  private static func ends(after glob: TextGlob, _ end: End, _ step: PathForm.Step) -> [End] {
    let next = End(step: end.step + 1)
    if end.isBeforeValues { return step.values.contains(where: glob.matches) ? [next] : [] }
    var ends = glob.matches(step.whole) ? [next] : []
    if step.arguments != nil, glob.matches(step.text) {
      ends.append(End(step: end.step, isBeforeValues: true))
    }
    return ends
  }
}
