extension PageUser {
  init(_ user: SignInUser) {
    self.init(
      id: user.token.id, displayName: user.token.displayName ?? user.token.principalName,
      principalName: user.token.principalName, isEnabled: user.isEnabled)
  }
}
