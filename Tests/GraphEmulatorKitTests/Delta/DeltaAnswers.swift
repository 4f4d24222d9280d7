import JSON
import Testing

extension Reply {
  /// The whole answer with `T` in the place of tokens.
  var wholeDelta: WholeAnswer {
    var answer = whole
    answer.body = answer.body.replacing(#/token=[A-Za-z0-9_-]+/#, with: "token=T")
    return answer
  }

  /// The path of the next page or of the next round, below the version.
  var onwardPath: String? { nextPath ?? deltaPath }

  var deltaPath: String? {
    guard let link = self["@odata.deltaLink"]?.stringValue else { return nil }
    return link.replacing("http://localhost:8585/beta", with: "").replacing(
      "http://localhost:8585/v1.0", with: "")
  }
}

extension TestEmulator {
  /// Where the changes from now on are found.
  func latest(_ path: String) throws -> String {
    let reply = get(path + (path.contains("?") ? "&" : "?") + "$deltatoken=latest")
    return try #require(reply.deltaPath, "\(reply.text)")
  }
}

extension WholeAnswer {
  /// A page of a delta query.
  static func delta(
    _ context: String, _ link: String, _ items: String..., isLast: Bool = true, isMinimal: Bool = false
  ) -> WholeAnswer {
    var headers = [jsonType, "OData-Version: 4.0"]
    if isMinimal { headers.append("Preference-Applied: return=minimal") }
    let (name, option) = isLast ? ("deltaLink", "$deltatoken") : ("nextLink", "$skiptoken")
    return WholeAnswer(
      200, headers,
      json: """
        {"@odata.context":"B/$metadata#\(context)","@odata.\(name)":"B/\(link)?\(option)=T",
         "value":[\(items.joined(separator: ","))]}
        """)
  }
}
