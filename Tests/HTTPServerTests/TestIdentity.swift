import HTTPServer

extension TLSIdentity {
  /// Of `localhost`, by itself, for a hundred years.
  static let test = TLSIdentity(
    certificateChain: """
      -----BEGIN CERTIFICATE-----
      MIIBlTCCATugAwIBAgIUTuMLRSR11pcqLY7T8gw8vCedwCcwCgYIKoZIzj0EAwIw
      FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzE5MjIwNFoYDzIxMjYxMTAz
      MTkyMjA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
      PQMBBwNCAAQAf2ydM38l8y9WPAa9A4GjwSu6pSPca6eROhE/G8XZ2JVdiNLw1EKm
      +Kky6rWqNh9jNcehsziWWzAulQnircHro2kwZzAdBgNVHQ4EFgQUQbNhIxpCL+8B
      tbfBs600hAMajCcwHwYDVR0jBBgwFoAUQbNhIxpCL+8BtbfBs600hAMajCcwDwYD
      VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
      SAAwRQIhALWl2RztevWcdRdEr12Dz1xU+BBo3OEr59Wg7IfTRkudAiAO4wRdE1HQ
      58oRiDPVzslvb22QIjJGC1VzoUFSpGIZLg==
      -----END CERTIFICATE-----
      """,
    privateKey: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUFh94FRL+zBnCZ66
      ftaZKVnEtvDzklRp9RY1UJ88AvChRANCAAQAf2ydM38l8y9WPAa9A4GjwSu6pSPc
      a6eROhE/G8XZ2JVdiNLw1EKm+Kky6rWqNh9jNcehsziWWzAulQnircHr
      -----END PRIVATE KEY-----
      """)
}
