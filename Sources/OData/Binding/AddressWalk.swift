import EntityModel

/// Binds the segments of a path in which a path of another kind may stand, between two colons: that of a file below a
/// folder (`root:/Folder/file.txt:/children`), or of a site below its host (`sites/contoso.example:/teams/a:/lists`).
struct AddressWalk {
  private var binder: PathBinder
  /// The path between colons that is being read.
  private var open: OpenAddress?

  private struct OpenAddress {
    let address: PathAddress
    var names: [String] = []
    var length = 0
  }

  /// Characters of a path between colons, as with files in OneDrive. Each name in it is a step of the path, and looked for.
  private static let lengthLimit = 400

  init(_ binder: PathBinder) { self.binder = binder }

  mutating func add(_ segment: ResourceSegment) throws(PathError) {
    guard segment.text.utf8.contains(.slash) else { return try addPart(segment) }
    for part in parts(of: segment) { try addPart(part) }
  }

  /// Clients that fill a template with a path between colons encode its slashes (`items/root%3A%2Fa.txt%3A/content`), which
  /// separate names there all the same: none has a slash.
  private func parts(of segment: ResourceSegment) -> [ResourceSegment] {
    let parts = segment.text.split(separator: "/").map {
      ResourceSegment(position: segment.position, text: String($0))
    }
    guard open == nil else { return parts }
    guard segment.arguments == nil, let first = parts.first, opened(by: first) != nil else {
      return [segment]
    }
    return parts
  }

  private mutating func addPart(_ segment: ResourceSegment) throws(PathError) {
    if open != nil { return try addName(segment.text) }
    guard let opened = opened(by: segment) else { return try binder.add(segment) }
    (binder, open) = opened
  }

  /// What is bound; the second colon may be missing at the end.
  mutating func path() throws(PathError) -> BoundPath {
    try close()
    return try binder.path()
  }

  /// The walk to what stands before a colon; nil where that is a part of a key, or where no path can follow.
  private func opened(by segment: ResourceSegment) -> (PathBinder, OpenAddress)? {
    guard segment.text.utf8.last == .colon else { return nil }
    var binder = binder
    do {
      try binder.add(ResourceSegment(position: segment.position, text: String(segment.text.dropLast())))
    } catch { return nil }
    guard let address = binder.address else { return nil }
    return (binder, OpenAddress(address: address))
  }

  private mutating func addName(_ text: String) throws(PathError) {
    let isLast = text.utf8.last == .colon
    let name = isLast ? String(text.dropLast()) : text
    if !name.isEmpty {
      open?.names.append(name)
      open?.length += name.count + 1
    }
    if let length = open?.length, length > Self.lengthLimit { throw .addressTooLong(limit: Self.lengthLimit) }
    if isLast { try close() }
  }

  private mutating func close() throws(PathError) {
    guard let open else { return }
    self.open = nil
    switch open.address {
    case .names(let navigation, let property, _):
      for name in open.names { try binder.add(navigation, with: KeyArgument(name: property, value: name)) }
    case .url(let property): binder.addURL(open.names, as: property)
    }
  }
}

extension PathBinder {
  /// What a path between colons would mean after what was bound last.
  fileprivate var address: PathAddress? {
    guard let address = entityType?.traits.pathAddress else { return nil }
    if case .url = address, lastSegmentKey == nil { return nil }
    return address
  }

  /// The object of a collection that has the key.
  fileprivate mutating func add(_ navigation: String, with key: KeyArgument) throws(PathError) {
    try add(ResourceSegment(position: 0, text: navigation))
    addKey(.named([key]))
  }

  /// Makes the key a URL, with a path behind it.
  fileprivate mutating func addURL(_ names: [String], as property: String) {
    guard let host = lastSegmentKey else { return }
    let url = "https://" + ([host] + names).joined(separator: "/")
    replaceKey(.named([KeyArgument(name: property, value: url)]))
  }
}
