/// Why documented routes are not served: a table with one header line and the columns methods, path and reason.
struct RouteRefusals {
  struct Refusal {
    /// `POST,DELETE`
    let methods: [String]
    /// A template, or its beginning before a star.
    let path: String
    let reason: String
  }

  let refusals: [Refusal]

  init(_ text: [UInt8]) {
    refusals = text.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
      let columns = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
      guard columns.count == 3 else { return nil }
      return Refusal(
        methods: columns[0].split(separator: ",").map(String.init), path: columns[1], reason: columns[2])
    }
  }

  func reason(_ method: String, _ template: String) -> String? {
    refusals.first { $0.methods.contains(method) && $0.covers(template) }?.reason
  }
}

extension RouteRefusals.Refusal {
  func covers(_ template: String) -> Bool {
    path.hasSuffix("*") ? template.hasPrefix(path.dropLast()) : template == path
  }
}
