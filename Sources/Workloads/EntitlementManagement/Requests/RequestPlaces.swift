import EntityModel
import GraphStore
import OData

/// Where members stand in the body of an assignment request, as its client wrote them: both versions have two ways to
/// say what is asked for.
struct RequestPlaces {
  /// `assignment` or `accessPackageAssignment`
  let assignment: String
  private let inline: Draft?

  init(_ new: NewEntity) {
    let given = Self.given(in: new.draft)
    inline = given.first
    let own = new.draft.type.navigationProperties.first { $0.storedName == "accessPackageAssignment" }
    assignment = inline.map { Self.path(of: $0) } ?? own?.name ?? "accessPackageAssignment"
  }

  /// The assignments that a request describes inline.
  static func given(in request: Draft) -> [Draft] {
    request.children.filter { $0.navigation.storedName == "accessPackageAssignment" }.flatMap(\.drafts)
  }

  /// - Parameters:
  ///   - reference: stored name of a reference of the assignment.
  ///   - identifier: the property that says it as an id.
  func place(of reference: String, or identifier: String) -> String {
    let named = inline?.children.first { $0.navigation.storedName == reference }?.drafts.first
    return named.map { Self.path(of: $0) } ?? "\(assignment).\(identifier)"
  }

  private static func path(of draft: Draft) -> String { String(draft.path.dropFirst("$.".count)) }
}
