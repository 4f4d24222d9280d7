import EntityModel
import GraphStore
import OData
import Planning

/// The URL of an object's bytes in an answer that shows this object alone (`Emulator.StreamLink`).
struct DownloadLink {
  /// As the store calls it.
  private let stream: String
  private let annotation: String
  private let context: RequestContext

  /// nil where the type has none, and where the request selects other members.
  init?(_ type: StructuredType, _ context: RequestContext, _ query: RequestQuery?) {
    guard let link = type.traits.streamLink, query?.options.selects(link.annotation) != false else {
      return nil
    }
    stream = type.property(link.stream)?.storedName ?? link.stream
    (annotation, self.context) = (link.annotation, context)
  }

  /// Adds nothing of an object without bytes.
  ///
  /// - Parameter key: of the object.
  func add(to envelope: inout EnvelopeWriter, key: Int64, _ reader: Reader) throws {
    guard try reader.hasStream(stream, of: key) else { return }
    envelope.add(annotation: annotation, link: DownloadTicket(key: key, name: stream).url(context))
  }

  /// The same for the object of a path, which is shown next.
  func add(
    to envelope: inout EnvelopeWriter, _ hop: PathPlan.Hop, _ values: ReadValues, _ reader: Reader
  ) throws {
    guard !reader.withholdsRows, let locate = hop.locate else { return }
    reader.trace?.expect("find \(hop.name), for the link to its bytes")
    guard let located = try reader.locate(locate, values) else { return }
    try add(to: &envelope, key: located.key, reader)
  }
}

extension QueryOptions {
  /// Whether `$select` wants an annotation of the object, which it does where there is none.
  fileprivate func selects(_ annotation: String) -> Bool {
    guard let items = self[.select]?.split(separator: ",") else { return true }
    return items.lazy.map { $0.filter { $0 != " " } }.contains { $0 == annotation || $0 == "*" }
  }
}
