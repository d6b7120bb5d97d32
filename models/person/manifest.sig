{
  "format" : 1,
  "keyId" : "vedette-2026-11-b",
  "algorithm" : "Ed25519",
  "signature" : "eMw1HIMnWpmIQtpgSkQengYUsz3KhQNDFnWeZ08805tnxwSmEuBHO+IIoWdkHfhArFkyqUIo6JUdudHiyE+mDg=="
}