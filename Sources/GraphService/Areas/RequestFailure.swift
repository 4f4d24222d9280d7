import EntityModel
import OData

/// What can be wrong with a request by the engine's own judgement, as facts; `ErrorTable` has the words.
enum RequestFailure: Error {
  // Framing
  case targetTooLong
  case headTooLarge
  case bodyUnframed
  case targetMalformed

  // Routing
  case unknownVersion(String)
  case unknownSegment(String)
  case collectionInTheMiddle(String)
  /// `template` is the path in the words of the model, `~/singleton/navigation/key`.
  case methodNotAllowed(method: String, allowed: [String], template: String, path: String)
  case notImplemented(String)

  // Caller
  /// `host` is the one that the request was sent to.
  case tokenMissing(host: String)
  /// An application by itself has no object of its own; the alias that stands for it by name.
  case applicationAsCaller(alias: String)

  // Objects
  /// `segment` is the name of the collection: `allotments`.
  case missingObject(id: String, segment: String)
  case malformedIdentifier(String)
  case missingTarget(navigation: String)

  // Body
  case emptyBody
  case contentTypeMissing
  case contentTypeUnsupported
  case malformedJSON
  case bodyTooLarge
  case bodyUndecodable
  case encodingUnsupported(String)
  case payload(PayloadError)
  /// `sent` is the id, which the directory names.
  case referenceMissing(property: String, sent: String)
  case referenceMalformed(property: String, text: String)
  /// The object exists but the place takes another type.
  case referenceUnsuitable(property: String, text: String)
  /// The path already says what the body says otherwise.
  case referenceFixed(property: String)
  case referenceEmpty
  case tooManyReferences(property: String, limit: Int)
  case writeToReference
  case patchOfReferences
  case typeChanged(from: StructuredType, to: StructuredType)
  case parametersMissing(operation: String, names: [String])
  case parameterUnknown(operation: String, name: String)

  // State
  case duplicateValue(property: String, type: StructuredType)
  case duplicateIdentifier(String)
  case alreadyLinked(property: String)
  case notLinked(property: String, id: String)

  // Query options
  case unknownOption(String)
  case repeatedOption(String)
  case optionNotServed(String)
  case invalidNumber(option: String, text: String)
  case pageSizeOutOfRange(text: String, limit: Int)
  case skipNotServed
  case invalidBoolean(option: String, text: String)
  case invalidFormat(String)
  case invalidPageToken
  /// What a delta token stands for is forgotten; `restart` is where a new round begins.
  case syncStateNotFound(restart: String)
  case filterSyntax(SyntaxError)
  case selectSyntax(SyntaxError)
  case querySyntax(SyntaxError)
  case unknownSelected(name: String, type: StructuredType)
  case unknownExpanded(name: String, type: StructuredType)
  case expansionTooDeep(name: String)
  /// A property that is no navigation property.
  case expansionNotAllowed(name: String)
  /// More than one navigation property at once.
  case expansionsNotServed
  /// `$expand` in an advanced query.
  case expansionNotAdvanced
  case expansionOptionNotServed(option: String, name: String)
  /// An item of `$select` that selects nothing that there could be.
  case selectInvalid(String)
  /// A property of one object that lists do not serve.
  case servedSinglyOnly(name: String)
  case filterUnknownProperty(name: String, type: StructuredType)
  case filterNotSupported(name: String, type: StructuredType)
  case filterInvalid(String)
  case orderNotSupported(name: String, type: StructuredType)
  case sortNotServed(String)
  /// The type takes no filter at all, or none of this shape.
  case filterNotServed
  /// A search of a form that the list does not have.
  case searchNotServed
  /// The operator, or `$count`, needs an advanced query.
  case operatorNeedsAdvanced(String)
  case tooManyClauses(operator: String, count: Int, limit: Int)
  case countNotServed
  case searchNeedsHeader
  case searchInvalid(String)
}
