import GraphStore
import JSON

/// A photo is called by its size, which its bytes tell (page "profilePhoto resource type").
struct ProfilePhotoRule: StreamRule {
  let types = [DirectoryType.profilePhoto]

  func willWrite(
    _ stream: NewStream, to name: String, of entity: inout Entity, _ transaction: WriteTransaction
  ) throws {
    guard let size = ImageSize(stream.bytes) else {
      // Tests send any bytes for a photo, and get them back.
      entity = entity.called("default")
      (entity.properties["height"], entity.properties["width"]) = (nil, nil)
      return
    }
    entity = entity.called("\(size.width)x\(size.height)")
    entity.properties["height"] = .number(String(size.height))
    entity.properties["width"] = .number(String(size.width))
  }
}
