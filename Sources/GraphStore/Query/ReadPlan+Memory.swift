extension ReadPlan {
  /// What it takes without its projection, which others may have too, in bytes.
  package var ownMemory: Int {
    HeapSize.object(96) + HeapSize.text(sql) + HeapSize.array(constants, Self.memory)
      + HeapSize.array(perRun) + HeapSize.array(parameterUses)
  }

  private static func memory(_ constant: SQLValue) -> Int {
    if case .text(let text) = constant { HeapSize.text(text) } else { 0 }
  }
}
