/// Whether two values say the same, down to what they hold; sets and dictionaries in whatever order.
package func sayTheSame(_ one: Any, _ other: Any) -> Bool {
  // The first is much the quicker, and nearly always enough.
  let isObject = Mirror(reflecting: one).displayStyle == .class
  return !isObject && "\(one)" == "\(other)" || whole(one) == whole(other)
}

private func whole(_ value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  guard !mirror.children.isEmpty else { return "\(value)" }
  let parts = mirror.children.map { ($0.label ?? "") + ": " + whole($0.value) }
  let hasOrder = mirror.displayStyle != .set && mirror.displayStyle != .dictionary
  return "(" + (hasOrder ? parts : parts.sorted()).joined(separator: ", ") + ")"
}
