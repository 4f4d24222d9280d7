package import EntityModel

/// What is stored does not allow it: an object is missing, or in the way.
package enum StateFailure: RequestFailure {
  /// `segment` is the name of the collection: `allotments`.
  case missingObject(id: String, segment: String)
  case malformedIdentifier(String)
  case missingTarget(navigation: String)
  /// There are no bytes; code and words are those that the model says, and nil where it says none.
  case missingStream(name: String, code: String?, message: String?)
  case duplicateValue(property: String, type: StructuredType)
  case duplicateIdentifier(String)
  case alreadyLinked(property: String)
  case notLinked(property: String, id: String)
  /// What a delta token stands for is forgotten; `restart` is where a new round begins.
  case syncStateNotFound(restart: String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
