package import HTTPMessages

/// What faults and stubs look at of a request.
package struct RequestFacts: Sendable {
  let method: String
  /// Without the query: `/v1.0/users/adele@contoso.example`.
  let path: PathForm
  /// Path and query in one spelling.
  let url: String
  let headers: RequestHeaders
  let body: LowerCaseText
  /// Which part of a batch it is, from 1 on; nil for a request of its own.
  let part: Int?
  /// Which page of a list it asks for, from 1 on; nil where nobody knows, and for what asks for none.
  package let page: Int?
  /// Ids and names of the user and the program that its token names.
  let principals: [String]

  package init(_ request: Request, part: Int?, page: Int?, principals: [String]) {
    method = request.method
    path = PathForm(request.target.prefix { $0 != "?" && $0 != "#" })
    url = Self.comparable(request.target)
    headers = request.headers
    body = LowerCaseText(request.body)
    (self.part, self.page, self.principals) = (part, page, principals)
  }

  /// Programs write `$select` and blanks in several ways, and names in any letter case; a query without options is none.
  static func comparable(_ url: String) -> String {
    let path = url.prefix { $0 != "?" }
    let query = url[path.endIndex...].replacing("+", with: " ").percentDecoded.lowercased()
    return PathForm(path).text + (query == "?" ? "" : query)
  }
}
