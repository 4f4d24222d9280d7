import GraphStore

/// Ids that are small numbers, counted up.
enum NumberedIdentifiers {
  /// - Returns: nil beyond the last number, where any other id does.
  static func next(after taken: [Entity], from first: Int32) -> String? {
    guard let largest = taken.compactMap({ Int32($0.id) }).max() else { return String(first) }
    let (next, isTooLarge) = max(largest, first - 1).addingReportingOverflow(1)
    return isTooLarge ? nil : String(next)
  }
}
