package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.simulators.broker.LoopbackCertificate;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.SignatureException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and keys in files that change while a client runs. */
class TlsFilesTest {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** More than any handshake takes. */
  private static final int MOST_STEPS = 100;

  @TempDir private static Path certificates;
  private static LoopbackCertificate first;
  private static LoopbackCertificate second;

  @TempDir private Path folder;
  private Path truststore;
  private Path keystore;

  @BeforeAll
  static void makeCertificates() throws Exception {
    first = LoopbackCertificate.in(Files.createDirectory(certificates.resolve("first")));
    second = LoopbackCertificate.in(Files.createDirectory(certificates.resolve("second")));
  }

  @BeforeEach
  void trustTheFirst() throws Exception {
    truststore = folder.resolve("ca.pem");
    keystore = folder.resolve("key.pem");
    put(truststore, Files.readString(first.trusted()));
    put(keystore, pem(first));
  }

  @Test
  void aBrokerWhoseCertificateIsTrustedIsSpokenToAndAnotherIsNot() throws Exception {
    TlsFiles client = client(Map.of());

    connect(client, broker(first));
    assertThatThrownBy(() -> connect(client, broker(second)))
        .isInstanceOf(SSLException.class)
        .hasRootCauseInstanceOf(SignatureException.class);
  }

  @Test
  void whatHasChangedInTheFileIsInForceWithTheNextConnection() throws Exception {
    TlsFiles client = client(Map.of());
    put(truststore, Files.readString(second.trusted()));

    connect(client, broker(second));
    assertThatThrownBy(() -> connect(client, broker(first)))
        .hasRootCauseInstanceOf(SignatureException.class);
  }

  @Test
  void aFileThatCannotBeUsedOrIsGoneLeavesWhatItHeldInForceAndTheNextOneIsRead() throws Exception {
    TlsFiles client = client(Map.of());
    put(truststore, "-----BEGIN CERTIFICATE-----");
    connect(client, broker(first));
    Files.delete(truststore);
    connect(client, broker(first));

    put(truststore, Files.readString(second.trusted()));
    connect(client, broker(second));
  }

  @Test
  void aClientsOwnCertificateIsReadAgainToo() throws Exception {
    TlsFiles client =
        client(
            Map.of(
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                "PEM",
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                keystore.toString()));
    connect(client, brokerThatTrusts(first));
    put(keystore, pem(second));

    connect(client, brokerThatTrusts(second));
    assertThatThrownBy(() -> connect(client, brokerThatTrusts(first)))
        .isInstanceOf(SSLException.class);
  }

  private TlsFiles client(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9093");
    properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
    properties.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, truststore.toString());
    var client = new TlsFiles();
    client.configure(new AdminClientConfig(properties).values());
    return client;
  }

  /** A file system may tell times in steps that are longer than a test. */
  private static void put(Path file, String text) throws Exception {
    long before = Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    Files.writeString(file, text);
    long now = Math.max(Files.getLastModifiedTime(file).toMillis(), before + 1_000);
    Files.setLastModifiedTime(file, FileTime.fromMillis(now));
  }

  /** The key and its certificate, as Kafka reads them from one file. */
  private static String pem(LoopbackCertificate certificate) throws Exception {
    char[] password = certificate.keyStorePassword().toCharArray();
    KeyStore store = store(certificate);
    byte[] key = store.getKey(store.aliases().nextElement(), password).getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n"
        + Files.readString(certificate.trusted());
  }

  private static KeyStore store(LoopbackCertificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.keyStore())) {
      store.load(in, certificate.keyStorePassword().toCharArray());
    }
    return store;
  }

  private static SSLEngine broker(LoopbackCertificate certificate) throws Exception {
    return broker(certificate, null);
  }

  /** One that has the first certificate, and wants this one of its clients. */
  private static SSLEngine brokerThatTrusts(LoopbackCertificate client) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", store(client).getCertificate("broker"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLEngine broker = broker(first, trust);
    broker.setNeedClientAuth(true);
    return broker;
  }

  private static SSLEngine broker(LoopbackCertificate certificate, TrustManagerFactory trust)
      throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(certificate), certificate.keyStorePassword().toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust == null ? null : trust.getTrustManagers(), null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  /** Shakes hands, without a network. */
  private static void connect(TlsFiles client, SSLEngine broker) throws Exception {
    SSLEngine here = client.createClientSslEngine("127.0.0.1", 9093, "https");
    ByteBuffer toBroker = ByteBuffer.allocate(BUFFER_BYTES);
    ByteBuffer toHere = ByteBuffer.allocate(BUFFER_BYTES);
    here.beginHandshake();
    broker.beginHandshake();
    for (int step = 0; step < MOST_STEPS && !(isDone(here) && isDone(broker)); step++) {
      step(here, toBroker, toHere);
      step(broker, toHere, toBroker);
    }
    assertThat(isDone(here) && isDone(broker)).isTrue();
  }

  private static boolean isDone(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  private static void step(SSLEngine engine, ByteBuffer sent, ByteBuffer received)
      throws SSLException {
    switch (engine.getHandshakeStatus()) {
      case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), sent);
      case NEED_UNWRAP, NOT_HANDSHAKING -> {
        received.flip();
        engine.unwrap(received, ByteBuffer.allocate(BUFFER_BYTES));
        received.compact();
      }
      default -> {}
    }
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }
}
