import OData

/// The URL of an object by its id: `http://localhost:8585/beta/users/{id}`. A seed may give an id with characters that
/// a URL cannot hold.
struct ObjectURL {
  /// URL of the set or of the place that holds the object.
  let set: String
  let id: String

  var text: String { "\(set)/\(id.percentEncoded)" }
}
