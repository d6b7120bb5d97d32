{
  "format" : 1,
  "keyId" : "vedette-2026-11",
  "algorithm" : "Ed25519",
  "signature" : "NycKqJttbyEABuqBIeJ8WY5WVrY7TiSaFPZMc0CYzmGBBSvByIkSwn1oUBkRIJ1i82FABaJRSZ/Nyn3d4G+zAw=="
}