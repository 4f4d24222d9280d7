/// A certificate that vouches for itself, and that nobody else vouches for: of a server on this machine, for a hundred
/// years.
package enum TestCertificate {
  /// In PEM, of `localhost`, `127.0.0.1` and `::1`.
  package static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBrjCCAVSgAwIBAgIUCpF6n4LXpAsnLCfTQ3pnOAizJU0wCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzIyMzAyNloYDzIxMjYxMTAz
    MjIzMDI2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAAQzVDYixOGD6HSpO2ndxAbQferah7bMk0txVIIIbfoka1WzBh230AuG
    DwATLT9UW8pxRz4bpUULaNDMxYpdOoovo4GBMH8wHQYDVR0OBBYEFOUGqFMpIMTE
    hhCrYTqykCIDWlLbMB8GA1UdIwQYMBaAFOUGqFMpIMTEhhCrYTqykCIDWlLbMA8G
    A1UdEwEB/wQFMAMBAf8wLAYDVR0RBCUwI4IJbG9jYWxob3N0hwR/AAABhxAAAAAA
    AAAAAAAAAAAAAAABMAoGCCqGSM49BAMCA0gAMEUCIQDcgkrCZjd1FYKXmDXYjl6d
    SeoxDWQKl4yilzWabbqlcQIgV0UelQv9VqKuazchOLX2iP+9h+pn+j74n9HhciOB
    CoU=
    -----END CERTIFICATE-----
    """

  /// Its private key, in PEM.
  package static let privateKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgw5YuAQPpE2d+/U8p
    SageKEZxY2Et1WyH0d6M/mgMam+hRANCAAQzVDYixOGD6HSpO2ndxAbQferah7bM
    k0txVIIIbfoka1WzBh230AuGDwATLT9UW8pxRz4bpUULaNDMxYpdOoov
    -----END PRIVATE KEY-----
    """
}
