import GraphContract
package import OData

/// The query options of a request, split once.
package struct RequestQuery: Sendable {
  package let options: QueryOptions
  /// What plans are kept by; nil for a query that is refused anyway.
  package let form: QueryForm?
  /// The value of `$skiptoken`.
  package let pageToken: String?

  /// - Throws: `QueryFailure.syntax` for broken percent-encoding.
  package init(_ raw: Substring) throws {
    guard !raw.isEmpty else {
      (options, form, pageToken) = (QueryOptions(), QueryForm(QueryOptions()), nil)
      return
    }
    do { options = try QueryOptions.parse(String(raw)) } catch { throw QueryFailure.syntax(error) }
    pageToken = options[.skiptoken]
    form = QueryForm(options)
  }

  /// The options as they were sent, without the page token: what links repeat and page tokens are for.
  package var text: String {
    options.entries.filter { $0.kind != .system(.skiptoken) }.map { Self.safe($0.raw) }
      .joined(separator: "&")
  }

  package var isEmpty: Bool { options.entries.isEmpty }

  /// Braces would be taken for a URI template by clients that expand links (graph-platform 1.12).
  package static func safe(_ text: String) -> String {
    text.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing(" ", with: "%20")
  }
}
