package kiosk.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kiosk.contract.settings.Settings;
import kiosk.server.config.ServerConfig;
import kiosk.server.pki.KeyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterTest {

  private static final long SECONDS = 60;

  @Test
  void aStandbyNodeHearsTheOtherAndTakesOverWhenItLeaves(@TempDir Path folder) throws Exception {
    KeyFolder keys = new KeyFolder(folder, InstantSource.system());
    keys.ensureServer();
    keys.ensureKiosk("hall-1");
    int first = freePort();
    int second = freePort();
    int bus = freePort();
    Cluster standby = join(folder, "a", "standby", first, second, bus);
    assertThat(standby.mustOffer()).as("nobody else is there").isTrue();
    CountDownLatch joined = new CountDownLatch(1);
    standby.onChange(joined::countDown);

    Cluster on = join(folder, "b", "on", second, first, 0);
    assertThat(joined.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(standby.nodes()).extracting(Node::name).containsExactly("a", "b");
    assertThat(standby.mustOffer()).isFalse();
    assertThat(on.mustOffer()).isTrue();

    on.vertx().eventBus().<String>consumer("where", m -> m.reply("b")).completion().await();
    Future<Message<String>> asked = standby.vertx().eventBus().request("where", "?");
    assertThat(asked.await(SECONDS, TimeUnit.SECONDS).body()).isEqualTo("b");
    assertThat(entersBus(folder, "server/node", bus)).isTrue();
    assertThat(entersBus(folder, "kiosks/hall-1/kiosk", bus)).as("a kiosk on the bus").isFalse();

    CountDownLatch left = new CountDownLatch(1);
    standby.onChange(left::countDown);
    on.leave().await(SECONDS, TimeUnit.SECONDS);
    assertThat(left.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(standby.mustOffer()).isTrue();
    standby.leave().await(SECONDS, TimeUnit.SECONDS);
  }

  /// Whether the port of the event bus keeps a line open for this certificate. With TLS 1.3 the
  /// refusal comes after the client believes it is connected: a line that is refused is closed.
  private static boolean entersBus(Path folder, String certificate, int port) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      NetClientOptions options = new NetClientOptions();
      options
          .setSsl(true)
          .setHostnameVerificationAlgorithm("HTTPS")
          .setTrustOptions(
              new PemTrustOptions().addCertPath(folder.resolve("server/cluster-ca.pem").toString()))
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(folder.resolve(certificate + ".pem").toString())
                  .setKeyPath(folder.resolve(certificate + ".key").toString()));
      CountDownLatch closed = new CountDownLatch(1);
      NetClient client = vertx.createNetClient(options);
      client
          .connect(port, "127.0.0.1")
          .onSuccess(socket -> socket.closeHandler(over -> closed.countDown()))
          .onFailure(refused -> closed.countDown());
      boolean open = !closed.await(2, TimeUnit.SECONDS);
      client.close().await(SECONDS, TimeUnit.SECONDS); // and so it is not collected before
      return open;
    } finally {
      vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Cluster join(
      Path folder, String name, String services, int port, int other, int bus) throws Exception {
    Settings settings =
        new Settings(
            ServerConfig.SETTINGS,
            Map.of(
                "node.name",
                name,
                "services",
                services,
                "cluster.port",
                Integer.toString(port),
                "cluster.members",
                "127.0.0.1:" + other,
                "eventbus.port",
                Integer.toString(bus)));
    return Cluster.join(ServerConfig.of(settings), BusKeys.in(folder.resolve("server")))
        .await(SECONDS, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
