package dev.vedette.simulators.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports of loopback that nobody takes while they are not bound.
 *
 * <p>They lie below the range that systems hand out by themselves. A port from that range could be
 * taken by any outgoing connection while the broker is stopped, even by one of its own clients that
 * tries to come back.
 */
final class Ports {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 31 % COUNT));

  private Ports() {}

  static int free() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new BrokerException(
        "no free port in %d..%d".formatted(FIRST, FIRST + COUNT - 1), new BindException());
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
