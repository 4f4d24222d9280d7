import EntityModel

/// What every store of this program has from its beginning, as against what came with further metadata.
///
/// Names and tables of the groundwork are those that rules write their SQL for; what came along is kept apart from it,
/// under names of its own, so that further metadata can come and change none of it.
struct Groundwork: Sendable {
  /// In stored names.
  private let model: EntityModel

  init(_ model: EntityModel) { self.model = model }

  func has(_ type: StructuredType) -> Bool { model.hasType(type.storedName) }

  func has(_ navigation: NavigationProperty, of type: StructuredType) -> Bool {
    model.type(type.storedName)?.navigationProperty(navigation.storedName) != nil
  }

  /// It shows rows that name the object, wherever they are.
  func isShared(_ navigation: NavigationProperty, of type: StructuredType) -> Bool {
    model.type(type.storedName)?.navigationProperty(navigation.storedName)?.traits.sameAs?.property != nil
  }

  func hasMember(_ name: String, of type: StructuredType) -> Bool {
    model.type(type.storedName)?.member(name) != nil
  }

  func home(of type: StructuredType) -> String? { model.type(type.storedName)?.traits.home }

  /// Whether it says itself what changes of a set are logged.
  func tracks(_ set: String) -> Bool { model.containerElement(set)?.changeTracking != nil }

  func hasSingleton(_ name: String) -> Bool { model.containerElement(name)?.kind == .singleton }
}
