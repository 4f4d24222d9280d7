/// One item of `$expand`: `manager`, `members/$ref`, `cloudLicensing/assignments($select=id)`, `*`.
package struct ExpandItem: Sendable, Equatable {
  /// Complex properties, casts and at the end the navigation property or `*`; `$value` stands alone.
  package let path: [NameSegment]
  package let form: Form
  package let options: NestedOptions?

  package init(path: [NameSegment], form: Form, options: NestedOptions?) {
    self.path = path
    self.form = form
    self.options = options
  }

  package var position: Int { path.first?.position ?? 0 }

  /// What is expanded of the targets.
  package enum Form: String, Sendable, Equatable {
    case entities = ""
    case references = "/$ref"
    case count = "/$count"
  }
}

extension ExpandItem: CustomStringConvertible {
  package var description: String {
    joined(path, by: "/") + form.rawValue + (options.map { "(\($0))" } ?? "")
  }
}

extension SyntaxParser {
  /// `manager($levels=max),members/$ref`
  mutating func expandItems() throws(SyntaxError) -> [ExpandItem] {
    try terms { parser throws(SyntaxError) in try parser.expandItem() }
  }

  private mutating func expandItem() throws(SyntaxError) -> ExpandItem {
    if let media = mediaItem() { return media }
    var path = [try expandSegment()]
    var form = ExpandItem.Form.entities
    while form == .entities, take(.slash) {
      if let last = try lastExpandSegment() { form = last } else { path.append(try expandSegment()) }
    }
    let isStar = path[path.count - 1].name == "*"
    guard byte == .openParenthesis, !(isStar && form == .references) else {
      return ExpandItem(path: path, form: form, options: nil)
    }
    return ExpandItem(path: path, form: form, options: try nestedOptions(form.allowedOptions(isStar: isStar)))
  }

  /// `$value`, the media stream of the entity itself
  private mutating func mediaItem() -> ExpandItem? {
    let start = index
    guard take(.dollar), take(word: "value") else {
      index = start
      return nil
    }
    let segment = NameSegment(position: position(of: start), name: "$value")
    return ExpandItem(path: [segment], form: .entities, options: nil)
  }

  private mutating func expandSegment() throws(SyntaxError) -> NameSegment {
    if byte == .star { return star() }
    let start = index
    if take(.at) { _ = try annotationName() } else { _ = try qualifiedName() }
    return NameSegment(position: position(of: start), name: slice(from: start))
  }

  /// `$ref` or `$count`, or nil with nothing read
  private mutating func lastExpandSegment() throws(SyntaxError) -> ExpandItem.Form? {
    guard byte == .dollar else { return nil }
    let start = index
    index += 1
    if take(word: "ref") { return .references }
    if take(word: "count") { return .count }
    index = start
    throw unexpected(.name)
  }
}

extension ExpandItem.Form {
  fileprivate func allowedOptions(isStar: Bool) -> Set<NestedOption> {
    switch self {
    case .references: NestedOption.ofReferences
    case .count: NestedOption.ofCount
    case .entities: isStar ? NestedOption.ofStar : NestedOption.ofExpansion
    }
  }
}
