package dev.vedette.simulators.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    Path store = folder.resolve("broker.p12");
    Path trusted = folder.resolve("broker.pem");
    String password = UUID.randomUUID().toString();
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
            "PKCS12"),
        store,
        password);
    keytool(List.of("-exportcert", "-rfc", "-file", trusted.toString()), store, password);
    return new LoopbackCertificate(store, password, trusted);
  }

  private static void keytool(List<String> arguments, Path store, String password)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-alias", ALIAS, "-keystore", store.toString(), "-storepass", password));
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
