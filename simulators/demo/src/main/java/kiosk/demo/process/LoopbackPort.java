package kiosk.demo.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A port of this machine that a part of the demo will listen on.
///
/// @param number 1–65535
/// @param use what listens there, in words
/// @param option the option that chooses another one
public record LoopbackPort(int number, String use, String option) {

  public LoopbackPort {
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException("no such port: " + number);
    }
  }

  /// Makes sure that nobody listens on any of the ports yet, and that no two are the same.
  ///
  /// @throws StartException naming the first port that cannot be had and the option to change it
  public static void requireFree(List<LoopbackPort> ports) throws StartException {
    Map<Integer, LoopbackPort> seen = new HashMap<>();
    for (LoopbackPort port : ports) {
      LoopbackPort other = seen.putIfAbsent(port.number, port);
      if (other != null) {
        throw new StartException(
            "Port %d is asked for twice, for the %s and the %s: choose another with %s."
                .formatted(port.number, other.use, port.use, port.option));
      }
      if (!port.free()) {
        throw new StartException(
            "Port %d is taken, and the %s needs it: choose another with %s."
                .formatted(port.number, port.use, port.option));
      }
    }
  }

  /// Whether a listener could be opened now.
  public boolean free() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
