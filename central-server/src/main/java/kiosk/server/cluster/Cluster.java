package kiosk.server.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kiosk.server.config.Endpoint;
import kiosk.server.config.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node's place among the nodes, from the first day: one node is a cluster of one.
///
/// The cluster carries messages. It decides nothing: what must not be lost or doubled is decided
/// by PostgreSQL.
public final class Cluster {

  private static final Logger log = LoggerFactory.getLogger(Cluster.class);

  private static final int PING_MILLIS = 2_000;

  private final Vertx vertx;
  private final HazelcastInstance hazelcast;

  private Cluster(Vertx vertx, HazelcastInstance hazelcast) {
    this.vertx = vertx;
    this.hazelcast = hazelcast;
  }

  /// Joins the nodes that answer, or begins alone.
  public static Future<Cluster> join(ServerConfig config, BusKeys keys) {
    HazelcastClusterManager manager =
        new HazelcastClusterManager(
            HazelcastTuning.config(config.cluster(), new Node(config.node(), config.standby())));
    VertxOptions options = new VertxOptions().setEventBusOptions(bus(config.cluster(), keys));
    return Vertx.builder()
        .with(options)
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new Cluster(vertx, manager.getHazelcastInstance()).logging());
  }

  /// The event bus between nodes: mutual TLS 1.3 on the private interface.
  private static EventBusOptions bus(ServerConfig.ClusterConfig config, BusKeys keys) {
    Endpoint member = config.member();
    EventBusOptions options = new EventBusOptions();
    options
        .setHost(member.host())
        .setPort(config.eventBusPort())
        .setClusterPublicHost(member.host())
        .setClusterPingInterval(PING_MILLIS)
        .setClusterPingReplyInterval(PING_MILLIS);
    options
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(keys.certificate().toString())
                .setKeyPath(keys.key().toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(keys.authority().toString()))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
    return options;
  }

  public Vertx vertx() {
    return vertx;
  }

  /// The nodes as this one sees them, the oldest first, itself included.
  public List<Node> nodes() {
    return hazelcast.getCluster().getMembers().stream().map(HazelcastTuning::node).toList();
  }

  /// Whether this node must offer the services: always, unless it stands by; then only while no
  /// node that is not a standby is there, and no standby that has been there longer.
  public boolean mustOffer() {
    Member self = hazelcast.getCluster().getLocalMember();
    if (!HazelcastTuning.node(self).standby()) {
      return true;
    }
    // The members come in the order in which they joined.
    Set<Member> members = hazelcast.getCluster().getMembers();
    boolean offered = members.stream().anyMatch(m -> !HazelcastTuning.node(m).standby());
    return !offered && Objects.equals(members.iterator().next(), self);
  }

  /// Calls `listener` on the caller's context whenever a node came or went.
  public void onChange(Runnable listener) {
    Context context = vertx.getOrCreateContext();
    hazelcast
        .getCluster()
        .addMembershipListener(
            new MembershipListener() {
              @Override
              public void memberAdded(MembershipEvent event) {
                context.runOnContext(ignored -> listener.run());
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                context.runOnContext(ignored -> listener.run());
              }
            });
  }

  /// Leaves, telling the others.
  public Future<Void> leave() {
    return vertx.close();
  }

  private Cluster logging() {
    Runnable say =
        () ->
            log.atInfo()
                .setMessage("cluster.nodes")
                .addKeyValue("nodes", nodes().stream().map(Node::name).toList())
                .log();
    say.run();
    onChange(say);
    return this;
  }
}
