import GraphContract
import JSON

/// `{"requests": […]}` with everything checked that makes the whole batch fail.
struct BatchEnvelope {
  let items: [BatchItem]

  init(_ body: JSONValue) throws(BatchFailure) {
    items = try Self.items(body)
    try checkIDs()
    try checkDependencies()
    // What the service takes of dependencies, in every mode; graph-platform section 2 would take more.
    guard isParallel || isChain || isStar else { throw .mixedDependencies }
  }

  private static func items(_ body: JSONValue) throws(BatchFailure) -> [BatchItem] {
    guard let requests = body.objectValue?["requests"]?.arrayValue, !requests.isEmpty else {
      throw .malformed
    }
    guard requests.count <= BatchFailure.itemLimit else { throw .tooManyItems }
    return try requests.map { value throws(BatchFailure) in try BatchItem(value) }
  }

  private func checkIDs() throws(BatchFailure) {
    var keys: Set<String> = []
    for item in items where !keys.insert(item.key).inserted { throw .repeatedID(item.id) }
  }

  private func checkDependencies() throws(BatchFailure) {
    var earlier: Set<String> = []
    for item in items {
      guard earlier.isSuperset(of: item.dependencies) else { throw .invalidDependency(id: item.id) }
      earlier.insert(item.key)
    }
  }

  private var isParallel: Bool { items.allSatisfy(\.dependencies.isEmpty) }

  /// Each item waits for the one before it.
  private var isChain: Bool { zip(items.dropFirst(), items).allSatisfy { $0.dependencies == [$1.key] } }

  /// All items wait for the first.
  private var isStar: Bool { items.dropFirst().allSatisfy { $0.dependencies == [items[0].key] } }
}
