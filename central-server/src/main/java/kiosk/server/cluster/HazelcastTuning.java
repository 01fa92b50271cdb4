package kiosk.server.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.TcpIpConfig;
import java.util.Map;
import java.util.Objects;
import kiosk.server.config.ServerConfig.ClusterConfig;

/// How Hazelcast is set: members only, no multicast, and a dead node missed within seconds.
final class HazelcastTuning {

  private static final String NAME = "name";
  private static final String STANDBY = "standby";

  /// A node that freezes is given up after 5 s without a heartbeat instead of 60; one that is
  /// killed is missed at once, by its closed connections. Without a client endpoint nobody can
  /// read the grid anonymously, as any client of the open edition otherwise can.
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
          Map.entry("hazelcast.wait.seconds.before.join", "0"),
          Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
          Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
          Map.entry("hazelcast.socket.bind.any", "false"),
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.logging.type", "slf4j"),
          Map.entry("hazelcast.metrics.jmx.enabled", "false"),
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.operation.thread.count", "2"),
          Map.entry("hazelcast.operation.generic.thread.count", "2"),
          Map.entry("hazelcast.event.thread.count", "1"),
          Map.entry("hazelcast.io.thread.count", "1"));

  static Config config(ClusterConfig cluster, Node node) {
    Config config = new Config();
    config.setClusterName("kiosk-central");
    PROPERTIES.forEach(config::setProperty);
    config.getJetConfig().setEnabled(false);
    config.getMemberAttributeConfig().setAttribute(NAME, node.name());
    config.getMemberAttributeConfig().setAttribute(STANDBY, Boolean.toString(node.standby()));
    config.setAdvancedNetworkConfig(network(cluster));
    // What the cluster manager keeps; the same as in the default configuration of its jar.
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs").setValueCollectionType("SET").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    return config;
  }

  private static AdvancedNetworkConfig network(ClusterConfig cluster) {
    ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(cluster.member().port()).setPortAutoIncrement(false);
    endpoint.getInterfaces().setEnabled(true).addInterface(cluster.member().host());
    endpoint.setPublicAddress(cluster.member().toString());
    JoinConfig join = new JoinConfig();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    TcpIpConfig addresses = join.getTcpIpConfig().setEnabled(true);
    addresses.addMember(cluster.member().toString());
    cluster.members().forEach(addresses::addMember);
    AdvancedNetworkConfig network = new AdvancedNetworkConfig().setEnabled(true);
    network.setMemberEndpointConfig(endpoint);
    network.setJoin(join);
    return network;
  }

  static Node node(Member member) {
    return new Node(
        Objects.requireNonNullElse(member.getAttribute(NAME), "?"),
        Boolean.parseBoolean(member.getAttribute(STANDBY)));
  }

  private HazelcastTuning() {}
}
