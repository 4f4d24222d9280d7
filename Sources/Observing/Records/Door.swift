/// By which of the emulator's doors a request came in.
package enum Door: String, Sendable, CaseIterable {
  case graph
  /// Passwords, codes and tokens are what its bodies are made of.
  case signIn = "sign-in"
  /// For whoever runs the emulator.
  case control
}
