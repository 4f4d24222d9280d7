/// What the annotations of docs/model.md say about a stream: a property of the type `Edm.Stream`, or what the objects of a
/// type with `HasStream` are about.
package struct StreamTraits: Sendable, Equatable {
  /// How a write is answered.
  package enum WriteAnswer: String, Sendable {
    /// 204
    case none
    /// 200, without a body
    case empty
    /// With the object that has the stream: 201 where the bytes made it, else 200
    case object
  }

  /// What is said where there are no bytes.
  package struct Missing: Sendable, Equatable {
    package let code: String
    /// nil: the words of the workload.
    package let message: String?
  }

  /// nil: as the workload says that something is missing.
  package let missing: Missing?
  package let writeAnswer: WriteAnswer
  /// Methods that it takes; nil: all that there are for streams.
  package let methods: Set<String>?
  /// A GET is led to a URL that needs no token.
  package let redirects: Bool
  /// Name of the property that has the number of bytes.
  package let length: String?
  /// The names that lead to the member that has the media type; none: there is none.
  package let type: [String]
  /// Names of the properties that have the tag, in quotation marks.
  package let tags: [String]
  /// Of what objects are about: name of the property that has the bytes too, as Base64.
  package let bytes: String?

  /// Objects that have no such bytes; nil: all may have them.
  package let notOf: UnfitHolder?

  static let plain = StreamTraits(Annotations.none, inheriting: nil)

  init(_ annotations: Annotations, inheriting base: StreamTraits?) {
    missing = annotations.string("Missing").map(Missing.init) ?? base?.missing
    writeAnswer =
      annotations.string("WriteAnswer").flatMap(WriteAnswer.init) ?? base?.writeAnswer ?? .none
    methods = annotations.words("StreamMethods").map(Set.init) ?? base?.methods
    redirects = annotations.flag("Redirects") || base?.redirects == true
    length = annotations.string("LengthIn") ?? base?.length
    type =
      annotations.string("TypeIn")?.split(separator: "/").map(String.init) ?? base?.type ?? []
    tags = annotations.words("TagIn") ?? base?.tags ?? []
    bytes = annotations.string("BytesIn") ?? base?.bytes
    notOf = UnfitHolder(annotations.string("NotOf")) ?? base?.notOf
  }
}

extension StreamTraits.Missing {
  /// The code, and after a blank the message: `ImageNotFound The image was not found.`
  fileprivate init(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    code = parts.first ?? ""
    message = parts.count > 1 ? parts[1] : nil
  }
}
