package import HTTPMessages

/// Which requests a fault or a stub is for: those that fit all that is said.
package struct RequestMatch: Sendable {
  /// One thing that a request has to be.
  package enum Criterion: Sendable {
    case method(String)
    case path(PathGlob)
    /// Path and query; a star stands for anything.
    case url(TextGlob)
    /// The name in lower case; one of the fields of that name has to fit.
    case header(String, TextGlob)
    case principal(String)
    case page(Int)
    case part(Int)
    /// A text within the body, in any case.
    case body(String)
  }

  private let criteria: [Criterion]

  /// Fits every request without a criterion.
  package init(_ criteria: [Criterion] = []) { self.criteria = criteria.map(\.prepared) }

  /// A pattern for the whole of a path and its query, whichever way they are spelled.
  package static func url(_ pattern: String) -> Criterion { .url(TextGlob(RequestFacts.comparable(pattern))) }

  func matches(_ request: RequestFacts) -> Bool { criteria.allSatisfy { $0.matches(request) } }

  /// Somebody has to count pages for it.
  var asksForPages: Bool { criteria.contains { if case .page = $0 { true } else { false } } }
}

extension RequestMatch.Criterion {
  fileprivate func matches(_ request: RequestFacts) -> Bool {
    switch self {
    case .method(let name): request.method.uppercased() == name.uppercased()
    case .path(let glob): glob.matches(request.path)
    case .url(let glob): glob.matches(request.url)
    case .header(let name, let glob): request.headers.values(of: name).contains(where: glob.matches)
    case .principal(let name): request.principals.contains { $0.lowercased() == name.lowercased() }
    case .page(let number): request.page == number
    case .part(let number): request.part == number
    case .body(let text): request.body.text.contains(text)
    }
  }

  /// As requests are compared with it.
  fileprivate var prepared: Self {
    switch self {
    case .body(let text): .body(text.lowercased())
    case .method, .path, .url, .header, .principal, .page, .part: self
    }
  }
}
