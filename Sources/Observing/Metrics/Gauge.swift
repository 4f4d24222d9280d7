/// A number that goes up and down, in one or several places.
package struct Gauge: Sendable {
  let name: String
  let help: String
  let samples: [(labels: [(String, String)], value: Int)]

  /// - Parameter name: without what all names begin with: `connections`.
  package init(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Int)]) {
    (self.name, self.help, self.samples) = (name, help, samples)
  }

  package init(_ name: String, _ help: String, _ value: Int) { self.init(name, help, [([], value)]) }
}
