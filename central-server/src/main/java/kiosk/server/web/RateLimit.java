package kiosk.server.web;

import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often one network address may do a thing: so many at once, then one for each pause.
///
/// Kept in memory and for this node alone; the addresses seen last are remembered, others begin
/// anew. Thread-safe.
public final class RateLimit {

  private static final int MOST_ADDRESSES = 10_000;
  private static final int NETWORK_BYTES = 8;

  private final int atOnce;
  private final Duration pause;
  private final InstantSource clock;

  /// For each address, when it will have its whole allowance again.
  private final Map<String, Instant> full =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /// @param atOnce how many are allowed without a pause
  /// @param pause after which one more is allowed
  public RateLimit(int atOnce, Duration pause, InstantSource clock) {
    this.atOnce = atOnce;
    this.pause = pause;
    this.clock = clock;
  }

  /// Counts one and says whether it is allowed; what is refused does not count.
  public synchronized boolean allows(RoutingContext context) {
    return allows(network(context.request().remoteAddress().hostAddress()));
  }

  synchronized boolean allows(String address) {
    Instant now = clock.instant();
    Instant from = full.getOrDefault(address, now);
    Instant after = (from.isBefore(now) ? now : from).plus(pause);
    if (after.isAfter(now.plus(pause.multipliedBy(atOnce)))) {
      return false;
    }
    full.put(address, after);
    return true;
  }

  /// An IPv6 host has as many addresses as it likes: its network counts (RFC 6177, section 2).
  static String network(String address) {
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      return read instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
