package dev.vedette.cloud.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A server that speaks HTTP/2 over TLS and nothing else (RFC 9113), frame by frame as a test says.
 * It reads no headers, and sends as much as it likes: the client's windows are wide.
 */
final class Http2Server implements AutoCloseable {
  static final int REFUSED_STREAM = 7;

  private static final int PREFACE_BYTES = 24;
  private static final int LARGEST_FRAME = 16_384;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  /** {@code :status: 200} in HPACK's static table. */
  private static final byte[] STATUS_200 = {(byte) 0x88};

  private static final byte[] NOTHING = {};

  private final SSLContext tls;
  private final ServerSocket socket;
  private final Script script;

  /** Below TLS, whose close waits for whoever writes. */
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  final AtomicInteger connections = new AtomicInteger();
  final BlockingQueue<Stream> heard = new LinkedBlockingQueue<>();

  /** Those that the client does not want any more. */
  final BlockingQueue<Stream> reset = new LinkedBlockingQueue<>();

  /** What becomes of a request, once all of it is there. */
  @FunctionalInterface
  interface Script {
    void play(Stream stream) throws IOException;
  }

  private Http2Server(SSLContext tls, ServerSocket socket, Script script) {
    this.tls = tls;
    this.socket = socket;
    this.script = script;
  }

  static Http2Server playing(SSLContext tls, Script script) throws IOException {
    var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var server = new Http2Server(tls, socket, script);
    server.begin(server::accept);
    return server;
  }

  URI address() {
    return URI.create("https://localhost:%d/v1".formatted(socket.getLocalPort()));
  }

  private void begin(Runnable task) {
    var thread = new Thread(task, "http2-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = socket.accept();
        open.add(accepted);
        begin(() -> serve(accepted));
      }
    } catch (IOException e) {
      close(); // the test is over
    }
  }

  private void serve(Socket accepted) {
    try (accepted) {
      var secured =
          (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
      secured.setUseClientMode(false);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      connections.incrementAndGet();
      new Connection(secured).serve();
    } catch (IOException e) {
      open.remove(accepted); // the client has gone, or the test is over
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket accepted : open) {
        accepted.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Connection {
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, Stream> streams = new ConcurrentHashMap<>();

    Connection(SSLSocket socket) throws IOException {
      this.in = new DataInputStream(socket.getInputStream());
      this.out = new DataOutputStream(socket.getOutputStream());
    }

    void serve() throws IOException {
      in.readNBytes(PREFACE_BYTES);
      send(SETTINGS, 0, 0, NOTHING);
      while (true) {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int id = in.readInt();
        byte[] payload = in.readNBytes(lengthAndType >>> 8);
        hear(lengthAndType & 0xFF, flags, id, payload);
      }
    }

    private void hear(int type, int flags, int id, byte[] payload) throws IOException {
      switch (type) {
        case SETTINGS, PING -> {
          if ((flags & ACK) == 0) {
            send(type, ACK, 0, type == PING ? payload : NOTHING);
          }
        }
        case RST_STREAM -> reset.add(streams.remove(id));
        case HEADERS -> streams.put(id, new Stream(this, id));
        case DATA -> {
          Stream stream = streams.get(id);
          if (stream != null) {
            stream.body.writeBytes(payload);
            widen(0, payload.length);
            widen(id, payload.length);
            if ((flags & END_STREAM) != 0) {
              heard.add(stream);
              script.play(stream);
            }
          }
        }
        default -> {}
      }
    }

    private void widen(int id, int bytes) throws IOException {
      if (bytes > 0) {
        send(WINDOW_UPDATE, 0, id, number(bytes));
      }
    }

    private synchronized void send(int type, int flags, int id, byte[] payload) throws IOException {
      out.writeInt(payload.length << 8 | type);
      out.writeByte(flags);
      out.writeInt(id);
      out.write(payload);
      out.flush();
    }
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }

  /** A request, and what is said to it. */
  static final class Stream {
    private final Connection connection;
    private final int id;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Stream(Connection connection, int id) {
      this.connection = connection;
      this.id = id;
    }

    byte[] body() {
      return body.toByteArray();
    }

    /** With status 200. */
    void answer(byte[] words) throws IOException {
      connection.send(HEADERS, END_HEADERS, id, STATUS_200);
      for (int from = 0; from < words.length; from += LARGEST_FRAME) {
        int to = Math.min(words.length, from + LARGEST_FRAME);
        connection.send(DATA, 0, id, Arrays.copyOfRange(words, from, to));
      }
      connection.send(DATA, END_STREAM, id, NOTHING);
    }

    void refuse(int code) throws IOException {
      connection.send(RST_STREAM, 0, id, number(code));
    }

    /** No stream of the connection was worked on, it says, and ends the connection. */
    void goAway() throws IOException {
      connection.send(GOAWAY, 0, 0, new byte[8]);
      connection.out.close();
    }
  }
}
