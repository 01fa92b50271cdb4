package kiosk.terminal.centre;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How to reach the central server.
///
/// @param kiosk this kiosk's name, as in its certificate
/// @param urls the servers, `https://host:port`, tried in turn
/// @param keys a folder with `kiosk.pem`, `kiosk.key` and `ca.pem`
/// @param pace how fast things are expected to go
public record CentreOptions(String kiosk, List<URI> urls, Path keys, Pace pace) {

  public CentreOptions {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no server to reach");
    }
  }

  /// Times of the line.
  ///
  /// @param attempt after which a question without an answer is asked again
  /// @param patience after which a question is given up
  /// @param look how often the other side is asked for a sign of life
  /// @param silence after which a line without any sign of life is dead
  /// @param heartbeat how often the kiosk tells how it is
  /// @param firstPause between two rounds of failed connections; doubles, with jitter
  /// @param longestPause where it stops doubling
  public record Pace(
      Duration attempt,
      Duration patience,
      Duration look,
      Duration silence,
      Duration heartbeat,
      Duration firstPause,
      Duration longestPause) {

    /// A node that is killed is replaced in less than ten seconds.
    public static final Pace STANDARD =
        new Pace(
            Duration.ofMillis(2_500),
            Duration.ofSeconds(12),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(250),
            Duration.ofSeconds(4));
  }
}
