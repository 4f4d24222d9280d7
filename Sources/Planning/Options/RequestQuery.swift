import GraphContract
package import OData

/// The query options of a request, split once.
package struct RequestQuery: Sendable {
  package let options: QueryOptions
  /// The options as they were sent, without the page token: what a plan and a page token are for.
  package let text: String
  /// The value of `$skiptoken`.
  package let pageToken: String?

  /// - Throws: `QueryFailure.syntax` for broken percent-encoding.
  package init(_ raw: Substring) throws {
    guard !raw.isEmpty else {
      (options, text, pageToken) = (QueryOptions(), "", nil)
      return
    }
    do { options = try QueryOptions.parse(String(raw)) } catch { throw QueryFailure.syntax(error) }
    pageToken = options[.skiptoken]
    text = options.entries.filter { $0.kind != .system(.skiptoken) }.map { Self.safe($0.raw) }
      .joined(separator: "&")
  }

  package var isEmpty: Bool { options.entries.isEmpty }

  /// Braces would be taken for a URI template by clients that expand links (graph-platform 1.12).
  package static func safe(_ text: String) -> String {
    text.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing(" ", with: "%20")
  }
}
