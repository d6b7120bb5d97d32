package dev.vedette.cloud.signature;

import java.util.regex.Pattern;

/** The name of a key: that of its files, and what is written beside a signature. */
final class KeyName {
  /** Of a public key's file. */
  static final String PUBLIC_SUFFIX = ".pem";

  /** Of a private key's file. */
  static final String PRIVATE_SUFFIX = ".key.pem";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private KeyName() {}

  /** No dots, so that the two files of a pair can never be taken for one another. */
  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }
}
