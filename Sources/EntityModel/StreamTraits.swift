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
  package private(set) var missing: Missing?
  /// Of PUT and PATCH.
  package private(set) var writeAnswer = WriteAnswer.none
  /// Methods that it takes; nil: all that there are for streams.
  package private(set) var methods: Set<String>?
  /// A GET is led to a URL that needs no token.
  package private(set) var redirects = false
  /// Name of the property that has the number of bytes.
  package private(set) var length: String?
  /// The names that lead to the member that has the media type; none: there is none.
  package private(set) var type: [String] = []
  /// Names of the properties that have the tag, in quotation marks.
  package private(set) var tags: [String] = []
  /// Of what objects are about: name of the property that has the bytes too, as Base64.
  package private(set) var bytes: String?

  /// Objects that have no such bytes; nil: all may have them.
  package private(set) var notOf: UnfitHolder?

  /// Those of a stream that nothing is said of.
  static let plain = StreamTraits()

  private init() {}

  init(_ annotations: Annotations, inheriting base: StreamTraits?) throws(ModelError) {
    missing = try annotations.read("Missing", as: "'CODE' or 'CODE MESSAGE'", Missing.init) ?? base?.missing
    writeAnswer =
      try annotations.read("WriteAnswer", as: "'none', 'empty' or 'object'", WriteAnswer.init(rawValue:))
      ?? base?.writeAnswer ?? .none
    methods = try annotations.methods("StreamMethods") ?? base?.methods
    redirects = annotations.flag("Redirects") || base?.redirects == true
    length = annotations.string("LengthIn") ?? base?.length
    type = annotations.string("TypeIn")?[...].names ?? base?.type ?? []
    tags = annotations.words("TagIn") ?? base?.tags ?? []
    bytes = annotations.string("BytesIn") ?? base?.bytes
    notOf = try UnfitHolder.read(annotations) ?? base?.notOf
  }
}

extension StreamTraits.Missing {
  /// The code, and after a blank the message: `ImageNotFound The image was not found.`
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let code = parts.first else { return nil }
    self.code = code
    message = parts.count > 1 ? parts[1] : nil
  }
}
