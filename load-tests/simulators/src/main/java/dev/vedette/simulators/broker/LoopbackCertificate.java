package dev.vedette.simulators.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A key made for one test, and a certificate for 127.0.0.1 that it has signed itself.
 *
 * @param keyStore PKCS #12
 * @param keyStorePassword of the store and of its one key
 * @param trusted the certificate alone, PEM
 */
public record LoopbackCertificate(Path keyStore, String keyStorePassword, Path trusted) {
  private static final String ALIAS = "broker";
  private static final String DAYS = "7";

  /** Makes one with the JDK's keytool; the files are the caller's to delete. */
  public static LoopbackCertificate in(Path folder) throws IOException, InterruptedException {
    var certificate =
        new LoopbackCertificate(
            folder.resolve("broker.p12"),
            UUID.randomUUID().toString(),
            folder.resolve("broker.pem"));
    certificate.make();
    return certificate;
  }

  /**
   * Puts another key and its certificate in place of the first, as when that is about to run out: a
   * broker has them from its next start on.
   */
  public void renew() throws IOException, InterruptedException {
    Files.delete(keyStore);
    make();
  }

  private void make() throws IOException, InterruptedException {
    keytool(
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            DAYS,
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=IP:127.0.0.1,DNS:localhost",
            "-storetype",
            "PKCS12"));
    keytool(List.of("-exportcert", "-rfc", "-file", trusted.toString()));
  }

  private void keytool(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(
        List.of("-alias", ALIAS, "-keystore", keyStore.toString(), "-storepass", keyStorePassword));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + said.strip());
    }
  }

  @Override
  public String toString() {
    return "certificate " + trusted;
  }
}
