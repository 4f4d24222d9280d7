import HTTPMessages

extension EmulatorConfiguration {
  /// Whether clients of other machines get here: by the address that is listened on, or through a proxy.
  ///
  /// The control plane takes a key of those (`adminKey`), and nobody of them gets in without one.
  public var isOpenToOthers: Bool {
    publicURL != nil || trustsForwarded || HostName(urlHost)?.isLoopback != true
  }

  /// With a key of the control plane where clients of other machines get here and nobody gave one.
  var withKeyForOthers: EmulatorConfiguration {
    guard isOpenToOthers, adminKey == nil else { return self }
    var configuration = self
    var randomness = SystemRandomness()
    configuration.adminKey = AdminKey.random(&randomness)
    return configuration
  }
}
