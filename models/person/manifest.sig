{
  "format" : 1,
  "keyId" : "vedette-2026-11",
  "algorithm" : "Ed25519",
  "signature" : "SdStcPD3Ibzq9M/gduHmIGOHixS55b+dPVkupInDtOhFZLha/d6bIXDk0gjNkjjcIEAOkAMEVUaMhI7Lr2leCQ=="
}