package import JSON

/// What the annotations of docs/model.md say about a structured type, the inherited ones included.
///
/// A class because a type that says nothing itself has those of its base.
package final class TypeTraits: Sendable {
  /// The part of the service whose manners it has: `directory`.
  package let workload: String?
  /// Path of the set the objects live in: what the model says, else the entity set of exactly this type, unless a
  /// workload describes it.
  package let home: String?
  package let table: String?
  package let isSoftDeleted: Bool
  package let isView: Bool
  package let alwaysAnnotated: Bool
  /// Rules make the id of what the object says; else a new one is random.
  package let hasDerivedId: Bool
  /// Name of the property by which the body of a creation gives the id; nil: what a body says of it does not count.
  package let givenIdentifier: String?
  /// What the server gives a new object; nil: nothing.
  package let creation: CreationValues?
  /// What no request may do with its objects; nil: nothing is refused so.
  package let refusals: RequestRefusals?
  /// Where its objects have a tag that each change makes anew; nil: they have none.
  package let entityTag: EntityTag?
  package let keyAlias: String?
  /// How many GUIDs, joined by underscores, an id consists of where ids are GUIDs; 0: it is no such thing.
  package let keyParts: Int
  /// Lists of it take `$apply`.
  package let isAggregatable: Bool
  /// Lists of it are not cut into pages, whatever `$top` says.
  package let isUnpaged: Bool
  /// Of the known query options only `$select` and `$format` have an effect, and `$expand` on one object.
  package let ignoresOptions: Bool
  /// Lists of it take every query option that there is, whatever else its workload takes.
  package let takesAllOptions: Bool
  /// Name of the expression that says which rows are there for the caller; nil: all.
  package let visible: String?
  /// Name of the property whose text is the path of what its objects are about; nil: they are about themselves.
  package let subjectPath: String?
  /// PATCH answers with the object and this status; nil: as the workload does.
  package let updateStatus: Int?
  /// Id of the one object that there is below a singleton; nil: the name of what leads to it.
  package let singleIdentifier: String?
  /// PATCH does something, also where it names no property.
  package let actsOnUpdate: Bool
  package let wireOrder: [String]
  package let capabilities: Capabilities
  /// Of what its objects are about, where they have a stream.
  package let stream: StreamTraits
  /// What shows where the bytes of an object are; nil: nothing does.
  package let streamLink: StreamLink?
  /// What tells its objects apart that are together in one place; nil: nothing but their ids.
  package let siblingName: SiblingName?
  /// Names of the properties that a search of objects without a workload looks into; nil: those marked, or all.
  package let searched: [String]?
  /// What lists of changes say, beside the id, of an object that is gone; nil: `@removed`.
  package let gone: JSONObject?
  /// What a path between colons means after an object, or a key.
  package let pathAddress: PathAddress?
  /// What the service publishes as its base, where we have it elsewhere.
  package let publishedBase: String?
  /// Name it is stored under when that is not its own; never inherited.
  let storedAs: String?

  /// - Parameter set: name of the entity set of exactly this type; nil when there is none.
  /// - Throws: `ModelError` where a term is malformed.
  static func of(
    _ annotations: Annotations, set: String?, inheriting base: TypeTraits?
  ) throws(ModelError) -> TypeTraits {
    let inherited = base ?? plain
    let isSilent = annotations.isEmpty && set == nil
    guard isSilent, inherited.storedAs == nil, inherited.singleIdentifier == nil else {
      let terms = try TypeTerms(annotations, inheriting: base)
      return TypeTraits(annotations, terms, set: set, inheriting: base)
    }
    return inherited
  }

  private static let plain = TypeTraits(.none, TypeTerms(), set: nil, inheriting: nil)

  private init(
    _ annotations: Annotations, _ terms: TypeTerms, set: String?, inheriting base: TypeTraits?
  ) {
    workload = annotations.string("Workload") ?? base?.workload
    home =
      annotations.string("Home") ?? (annotations.string("Workload") == nil ? set : nil) ?? base?.home
    table = annotations.string("Table") ?? base?.table
    isSoftDeleted = annotations.string("SoftDelete").map { $0 == "true" } ?? base?.isSoftDeleted ?? false
    isView = annotations.flag("View") || base?.isView == true
    alwaysAnnotated =
      annotations.string("TypeAnnotation").map { $0 == "true" } ?? base?.alwaysAnnotated ?? false
    hasDerivedId = annotations.flag("DerivedId") || base?.hasDerivedId == true
    givenIdentifier = annotations.string("GivenId") ?? base?.givenIdentifier
    creation = terms.creation ?? base?.creation
    refusals = terms.refusals ?? base?.refusals
    entityTag = terms.entityTag ?? base?.entityTag
    keyAlias = annotations.string("KeyAlias") ?? base?.keyAlias
    keyParts = terms.keyParts ?? base?.keyParts ?? 1
    isAggregatable = annotations.flag("Aggregatable") || base?.isAggregatable == true
    isUnpaged = annotations.flag("Unpaged") || base?.isUnpaged == true
    ignoresOptions = annotations.flag("IgnoresOptions") || base?.ignoresOptions == true
    takesAllOptions = annotations.flag("AllOptions") || base?.takesAllOptions == true
    visible = annotations.string("Visible") ?? base?.visible
    subjectPath = annotations.string("SubjectPath") ?? base?.subjectPath
    publishedBase = annotations.string("PublishedBase") ?? base?.publishedBase
    updateStatus = terms.updateStatus ?? base?.updateStatus
    singleIdentifier = annotations.string("SingleId")
    actsOnUpdate = annotations.flag("ActsOnUpdate") || base?.actsOnUpdate == true
    wireOrder = annotations.words("WireOrder") ?? base?.wireOrder ?? []
    stream = terms.stream
    capabilities = annotations.capabilities.completed(by: base?.capabilities)
    streamLink = terms.streamLink ?? base?.streamLink
    siblingName = terms.siblingName ?? base?.siblingName
    searched = annotations.words("Searched") ?? base?.searched
    gone = terms.gone ?? base?.gone
    pathAddress = terms.pathAddress ?? base?.pathAddress
    storedAs = annotations.string("MapsTo")
  }
}
