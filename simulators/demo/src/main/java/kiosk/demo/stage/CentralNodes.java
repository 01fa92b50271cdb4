package kiosk.demo.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kiosk.demo.process.ChildProcess;
import kiosk.demo.process.StartException;
import kiosk.server.database.DatabaseAddress;

/// The nodes of the central server, each a JVM of its own.
final class CentralNodes implements AutoCloseable {

  private static final String MAIN = "kiosk.server.CentralServer";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// Much room for what lives shortly: a person waits while the collector runs. The second compiler
  /// delays the start: only for what is called a hundred thousand times, such as Argon2id.
  private static final List<String> TUNED =
      List.of(
          "-Xmx512m",
          "-Xmn240m",
          "-XX:MetaspaceSize=96m",
          "-XX:MaxDirectMemorySize=128m",
          "-XX:Tier4InvocationThreshold=200000",
          "-XX:Tier4MinInvocationThreshold=100000",
          "-XX:Tier4CompileThreshold=400000",
          "-XX:Tier4BackEdgeThreshold=2000000");

  private final Plan plan;
  private final DataFolder folder;
  private final List<ChildProcess> nodes = new ArrayList<>();

  CentralNodes(Plan plan, DataFolder folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /// Starts all nodes side by side on one database; the first loads the registry's extract.
  void start(DatabaseAddress database, Path registryExtract) throws StartException {
    for (int node = 1; node <= plan.nodes(); node++) {
      Path file = configuration(node, database, registryExtract).write(folder.config(name(node)));
      List<String> command =
          plan.java().leashed(name(node), TUNED, MAIN, List.of("--config", file.toString()));
      nodes.add(ChildProcess.start(name(node), command, folder.log(name(node))));
    }
  }

  void awaitReady() throws StartException, InterruptedException {
    for (ChildProcess node : nodes) {
      node.awaitReady(PATIENCE);
    }
  }

  List<ChildProcess> processes() {
    return List.copyOf(nodes);
  }

  /// Ends all side by side: a node that goes alone would hand its work to the next one.
  @Override
  public void close() {
    nodes.forEach(ChildProcess::askToEnd);
    nodes.forEach(ChildProcess::close);
  }

  private Configuration configuration(int node, DatabaseAddress database, Path registryExtract) {
    Ports ports = plan.ports();
    boolean standby = plan.nodes() > 1 && node == 1;
    return new Configuration()
        .with("node.name", name(node))
        .with("data.dir", folder.data(name(node)))
        .with("database.url", database.url())
        .with("database.user", database.user())
        .with("database.password", database.password().reveal())
        .with("kiosk.port", ports.bridgeOf(node))
        .with("public.port", ports.siteOf(node))
        .with("public.url", "http://127.0.0.1:" + ports.site())
        .with("cluster.port", ports.clusterOf(node))
        .with("cluster.members", members())
        .with("eventbus.port", ports.eventBusOf(node))
        .with("services", standby ? "standby" : "on")
        .with("smtp.port", ports.smtp())
        .with("pki.dir", folder.pki().resolve("server"))
        .with("pepper.file", folder.pepper())
        .with("seed.file", registryExtract)
        // Visits are repeated here as often as anybody likes.
        .with("email.mails-an-hour", 1_000)
        // Everybody asks from one address.
        .with("public.tries-at-once", 1_000_000);
  }

  private String members() {
    return IntStream.rangeClosed(1, plan.nodes())
        .mapToObj(node -> "127.0.0.1:" + plan.ports().clusterOf(node))
        .collect(Collectors.joining(","));
  }

  private static String name(int node) {
    return "central-" + node;
  }
}
