extension JSONSyntaxError {
  /// `line 3, column 7`, both from 1; columns count characters.
  package func position(in bytes: [UInt8]) -> String {
    let before = bytes.prefix(offset)
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = String(decoding: before[start...], as: UTF8.self).count + 1
    return "line \(before.count { $0 == 0x0A } + 1), column \(column)"
  }
}
