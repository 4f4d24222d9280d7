import TestSupport
import Testing

@testable import EntityModel
@testable import GraphEmulatorKit

/// What the overlay says of new objects, and of what follows from what they contain, is about members that the service
/// publishes: all else would be passed over.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedCreationTests {
  private let model: EntityModel

  init() throws {
    model = try Versions.sources([.publishedV1]).v1.model()
  }

  /// The elements that a term is said of.
  private static func targets(_ term: String) -> [String] {
    let root = try? CSDLElement.parse(Assets.overlay)
    let blocks = root?.schemas.flatMap { $0.children("Annotations") } ?? []
    return blocks.filter { block in
      block.children("Annotation").contains { $0.attributes["Term"] == "Emulator.V1." + term }
    }.compactMap { $0.attributes["Target"] }
  }

  private func has(_ path: ArraySlice<String>, _ type: StructuredType) -> Bool {
    guard let name = path.first, let property = type.property(name) else { return false }
    guard path.count > 1 else { return true }
    return model.type(property.type.elementName).map { has(path.dropFirst(), $0) } ?? false
  }

  @Test func newObjectsGetMembersThatTheyHave() throws {
    let targets = Self.targets("Creation")
    #expect(targets.count > 5)
    for target in targets {
      let type = try #require(model.type(target), "\(target)")
      let creation = try #require(type.traits.creation, "\(target)")
      #expect(!creation.defaults.isEmpty, "\(target)")
      for owner in creation.owners { #expect(model.type(owner) != nil, "\(target): \(owner)") }
      for following in creation.following {
        #expect(type.property(following.property) != nil, "\(target): \(following.property)")
      }
      for member in creation.defaults + creation.members + creation.following.flatMap(\.members) {
        #expect(has(member.path[...], type), "\(target): \(member.path)")
      }
    }
  }

  @Test func whatFollowsFromContainmentsIsKnown() throws {
    let targets = Self.targets("Derived")
    #expect(targets.count > 5)
    for target in targets {
      let names = target.split(separator: "/").map(String.init)
      let derived = try #require(model.type(names[0])?.property(names[1])?.traits.derived, "\(target)")
      let words = derived.split(separator: " ").map(String.init)
      let place = words[1].split(separator: "/").map(String.init)
      let navigation = try #require(model.type(place[0])?.navigationProperty(place[1]), "\(target)")
      #expect(["count", "any", "container"].contains(words[0]) && navigation.containsTarget, "\(target)")
      if place.count == 3 {
        let contained = try #require(model.type(navigation.target), "\(target)")
        #expect(
          words[0] == "container"
            ? contained.navigationProperty(place[2]) != nil : contained.property(place[2]) != nil, "\(target)"
        )
        continue
      }
      guard words.count > 2 else { continue }
      #expect(words.count == 4 && words[2] == "but", "\(target)")
      #expect(model.type(navigation.target)?.property(words[3]) != nil, "\(target)")
    }
  }
}
