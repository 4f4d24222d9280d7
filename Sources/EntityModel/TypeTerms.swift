import JSON

/// What those terms of a type say whose text has a form: read before anything is made of them, since they may be malformed.
struct TypeTerms {
  private(set) var creation: CreationValues?
  private(set) var refusals: RequestRefusals?
  private(set) var entityTag: EntityTag?
  private(set) var keyParts: Int?
  private(set) var updateStatus: Int?
  private(set) var stream = StreamTraits.plain
  private(set) var streamLink: StreamLink?
  private(set) var siblingName: SiblingName?
  private(set) var gone: JSONObject?
  private(set) var pathAddress: PathAddress?

  /// Those of a type that says nothing.
  init() {}

  init(_ annotations: Annotations, inheriting base: TypeTraits?) throws(ModelError) {
    creation = try CreationValues.read(annotations)
    refusals = try RequestRefusals.read(annotations)
    entityTag = try EntityTag.read(annotations)
    keyParts = try annotations.number("KeyParts")
    updateStatus = try annotations.number("UpdateStatus")
    stream = try StreamTraits(annotations, inheriting: base?.stream)
    streamLink = try annotations.read("StreamLink", as: "'STREAM ANNOTATION'", StreamLink.init)
    siblingName = try SiblingName.read(annotations)
    gone = try TermRecord("Gone", annotations)?.object
    pathAddress = try annotations.read(
      "ByPath", as: "'PROPERTY' or 'NAVIGATION by PROPERTY [CONTAINER]'", PathAddress.init)
  }
}
