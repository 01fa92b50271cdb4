package kiosk.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Whose tries are counted together, and how many are allowed.
final class NetworkTest {

  private static final Set<String> PROXIES = Set.of("192.0.2.1", "2001:db8::1");

  @Test
  void anIpv6HostIsItsNetworkAndAnIpv4HostItself() {
    assertThat(Network.of("2001:db8:1:2::3")).isEqualTo(Network.of("2001:db8:1:2:ffff::9"));
    assertThat(Network.of("2001:db8:1:3::3")).isNotEqualTo(Network.of("2001:db8:1:2::3"));
    assertThat(Network.of("198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(Network.of("::ffff:198.51.100.7")).isEqualTo("198.51.100.7");
  }

  @Test
  void onlyATrustedProxyIsBelievedAndOnlyInWhatItSaw() {
    assertThat(Network.caller("203.0.113.9", List.of("198.51.100.7"), PROXIES))
        .as("no proxy of ours")
        .isEqualTo("203.0.113.9");
    assertThat(Network.caller("203.0.113.9", List.of("198.51.100.7"), Set.of()))
        .isEqualTo("203.0.113.9");
    assertThat(Network.caller("192.0.2.1", List.of("1.1.1.1, 198.51.100.7"), PROXIES))
        .as("what the caller wrote before is not believed")
        .isEqualTo("198.51.100.7");
    assertThat(Network.caller("192.0.2.1", List.of("1.1.1.1", "198.51.100.7,2001:db8::1"), PROXIES))
        .as("two proxies")
        .isEqualTo("198.51.100.7");
    for (String nonsense : List.of("", "unknown", "1.1.1.1:80", "<script>", ",,")) {
      assertThat(Network.caller("192.0.2.1", List.of(nonsense), PROXIES)).isEqualTo("192.0.2.1");
    }
    assertThat(Network.caller("192.0.2.1", List.of(), PROXIES)).isEqualTo("192.0.2.1");
  }

  @Test
  void aNetworkHasItsAllowanceThenOneForEachPauseAndIsToldHowLong() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    RateLimit limit = new RateLimit(2, Duration.ofSeconds(3), now::get);
    assertThat(limit.wait("a")).isEmpty();
    assertThat(limit.wait("a")).isEmpty();
    assertThat(limit.wait("a")).contains(Duration.ofSeconds(3));
    assertThat(limit.wait("b")).as("another network").isEmpty();
    now.set(Instant.EPOCH.plusMillis(1_200));
    assertThat(limit.wait("a")).contains(Duration.ofMillis(1_800));
    assertThat(RateLimit.seconds(Duration.ofMillis(1_800))).isEqualTo("2");
    now.set(Instant.EPOCH.plusSeconds(3));
    assertThat(limit.wait("a")).isEmpty();
    assertThat(limit.wait("a")).isPresent();
  }
}
