package dev.vedette.scenarios;

import dev.vedette.simulators.broker.LoopbackCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Whoever listens where a provider should, and fails below HTTP. */
final class FaultyPeer implements AutoCloseable {
  private static final int BACKLOG = 64;

  private final ServerSocket server;
  private final Answer answer;

  /** What it does to a caller who has said something. */
  private interface Answer {
    void give(Socket caller) throws IOException;
  }

  private FaultyPeer(ServerSocketFactory sockets, Answer answer) throws IOException {
    this.server = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.answer = answer;
    var answering = new Thread(this::accept, "faulty-peer");
    answering.setDaemon(true);
    answering.start();
  }

  /** One that does not know TLS. */
  static FaultyPeer answeringInPlainText() throws IOException {
    return new FaultyPeer(
        ServerSocketFactory.getDefault(),
        caller -> caller.getOutputStream().write(ascii("HTTP/1.1 400 TLS?\r\n\r\n")));
  }

  /** One whose certificate nobody but itself has signed. */
  static FaultyPeer thatNobodyTrusts() throws Exception {
    return new FaultyPeer(selfSigned().getServerSocketFactory(), caller -> {});
  }

  /** One that begins to answer and resets the connection (RST, not FIN). */
  static FaultyPeer resetting() throws IOException {
    return new FaultyPeer(
        ServerSocketFactory.getDefault(),
        caller -> {
          caller.getOutputStream().write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"));
          caller.setSoLinger(true, 0);
        });
  }

  String url(String scheme) {
    return "%s://127.0.0.1:%d/v1".formatted(scheme, server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        caller.getInputStream().read();
        answer.give(caller);
      } catch (IOException e) {
        System.Logger log = System.getLogger(FaultyPeer.class.getName());
        log.log(System.Logger.Level.DEBUG, "a caller is gone", e);
      }
    }
  }

  private static SSLContext selfSigned() throws Exception {
    Path folder = Files.createTempDirectory("vedette-faulty-peer");
    try {
      return context(LoopbackCertificate.in(folder));
    } finally {
      Folders.delete(folder);
    }
  }

  private static SSLContext context(LoopbackCertificate certificate)
      throws IOException, GeneralSecurityException {
    char[] password = certificate.keyStorePassword().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.keyStore())) {
      store.load(in, password);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
