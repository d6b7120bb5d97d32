{
  "format" : 1,
  "keyId" : "vedette-2026-11",
  "algorithm" : "Ed25519",
  "signature" : "N9p5JCW8W63Qx3SaXEB+GD+ocfT/JIFcysUb9Vuf+6pmLnnzfA7Biwm1fREAdgPVXBSsdm8BFWKjnnUq+08+BQ=="
}