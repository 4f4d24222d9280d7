/// Where a projection reads a row from: a statement's columns or a function's arguments.
protocol RowFields {
  /// The text of a field, nil for NULL; valid until the row is left.
  func text(_ index: Int) -> UnsafeRawBufferPointer?
}
