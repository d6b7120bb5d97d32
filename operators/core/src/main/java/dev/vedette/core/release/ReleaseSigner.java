package dev.vedette.core.release;

/** Whoever has a private key: signs with Ed25519. */
public interface ReleaseSigner {
  /** Names the public key that checks what this one signs. */
  String keyId();

  byte[] sign(byte[] message);
}
