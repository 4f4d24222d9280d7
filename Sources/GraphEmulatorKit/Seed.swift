import Seeding
import Tenants

/// What a tenant begins with, or gets on top: a JSON object in Graph's own shape (README, "Seeds").
///
/// ```swift
/// let seed = Seed.json(#"{"users": [{"userPrincipalName": "adele@contoso.example"}]}"#)
/// ```
public enum Seed: Sendable {
  /// Nothing at all.
  case empty
  case json(String)
  /// Files, and folders of `*.json` files, loaded in this order.
  case files([String])

  /// - Throws: `SeedMistake` for a file that cannot be read.
  func documents() throws(SeedMistake) -> [SeedDocument] {
    switch self {
    case .empty: []
    case .json(let text): [SeedDocument(name: "seed", bytes: Array(text.utf8))]
    case .files(let paths): try SeedDocument.read(paths)
    }
  }
}
