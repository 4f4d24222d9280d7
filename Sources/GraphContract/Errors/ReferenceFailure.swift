/// A reference in a body or in the path cannot be made, changed or taken away.
package enum ReferenceFailure: RequestFailure {
  /// `sent` is the id, which the directory names.
  case missing(property: String, sent: String)
  case malformed(property: String, text: String)
  /// The object exists but the place takes another type.
  case unsuitable(property: String, text: String)
  /// The path already says what the body says otherwise.
  case fixed(property: String)
  case empty
  /// A reference is to be made, and the request has no body.
  case noBody
  case tooMany(property: String, limit: Int)
  /// POST of an object where only references are.
  case writeToReference
  /// PATCH of a collection of references.
  case patchOfReferences

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
