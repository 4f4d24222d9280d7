import Synchronization

/// The structured types of a document, each made when it is first asked for, with those that it derives from.
///
/// A class because everybody who has the model is to get the same ones.
final class ModelTypes: Sendable {
  private let reader: ModelReader
  private let places: [Place]
  private let derivations = AtomicLazyReference<Derivations>()
  private let storedNames = AtomicLazyReference<StoredNumbers>()

  init(_ reader: ModelReader) {
    self.reader = reader
    places = reader.declarations.types.indices.map { _ in Place() }
  }

  /// Whichever thread makes a type first, all get that one.
  private final class Place: Sendable {
    let type = AtomicLazyReference<StructuredType>()
  }

  private final class Derivations: Sendable {
    let numbers: [[Int]]

    init(_ numbers: [[Int]]) { self.numbers = numbers }
  }

  private final class StoredNumbers: Sendable {
    let numbers: [String: Int]

    init(_ numbers: [String: Int]) { self.numbers = numbers }
  }

  /// - Throws: `ModelError` where it cannot be read.
  func type(_ number: Int) throws(ModelError) -> StructuredType {
    if let type = places[number].type.load() { return type }
    var base: StructuredType?
    if let number = try reader.base(of: number) { base = try type(number) }
    return places[number].type.storeIfNil(try reader.type(number, base: base))
  }

  /// Of a document that was checked, where there is nothing that cannot be read.
  func known(_ number: Int) -> StructuredType? { try? type(number) }

  /// Every type below one, in the order of the document.
  func derived(_ number: Int) -> [StructuredType] {
    let derivations =
      derivations.load() ?? derivations.storeIfNil(Derivations(reader.declarations.derivedNumbers))
    return derivations.numbers[number].compactMap(known)
  }

  /// Of the types that are stored by another name than their own.
  var numbersByStoredName: [String: Int] {
    let stored =
      storedNames.load() ?? storedNames.storeIfNil(StoredNumbers(reader.declarations.storedNumbers))
    return stored.numbers
  }
}

extension ModelDeclarations {
  fileprivate var storedNumbers: [String: Int] {
    var numbers: [String: Int] = [:]
    for (number, type) in types.enumerated() {
      guard let name = Annotations(type.node).string("MapsTo"), numbers[name] == nil else { continue }
      numbers[name] = number
    }
    return numbers
  }
}
