package kiosk.server.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The network from which somebody asks: an IPv4 address, or the first 64 bits of an IPv6 one, for
/// such a host has as many addresses as it likes (RFC 6177, section 2).
///
/// Behind a proxy that is trusted by configuration it is the last address in `X-Forwarded-For` that
/// is not such a proxy's; what others write there is not believed.
public final class Network {

  private static final String KEY = "web.network";
  private static final int NETWORK_BYTES = 8;

  /// The network of whoever asks.
  public static String of(RoutingContext context) {
    return context.get(KEY, of(context.request().remoteAddress().hostAddress()));
  }

  /// Keeps it with the request.
  ///
  /// @param proxies addresses
  static void find(RoutingContext context, Set<String> proxies) {
    HttpServerRequest request = context.request();
    List<String> told = request.headers().getAll("X-Forwarded-For");
    context.put(KEY, of(caller(request.remoteAddress().hostAddress(), told, proxies)));
  }

  /// Whether it is such a proxy that hands a request over.
  static boolean isProxy(RoutingContext context, Set<String> proxies) {
    return proxies.contains(context.request().remoteAddress().hostAddress());
  }

  static String caller(String socket, List<String> told, Set<String> proxies) {
    String caller = socket;
    List<String> way = List.of(String.join(",", told).split(",", -1)).reversed();
    for (String before : way) {
      if (!proxies.contains(caller) || read(before.strip()).isEmpty()) {
        return caller;
      }
      caller = before.strip();
    }
    return caller;
  }

  static String of(String address) {
    return read(address).map(Network::of).orElse(address);
  }

  private static String of(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
        : address.getHostAddress();
  }

  private static Optional<InetAddress> read(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Network() {}
}
