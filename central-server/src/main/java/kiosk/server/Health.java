package kiosk.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import kiosk.server.cluster.Cluster;
import kiosk.server.cluster.Node;
import kiosk.server.database.Database;
import kiosk.server.gateway.KioskServices;
import kiosk.server.web.Routes;

/// `GET /health`: 200 while this node can do its work, 503 while its database is away.
final class Health implements Routes {

  private final String node;
  private final Cluster cluster;
  private final KioskServices services;
  private final Database database;

  Health(String node, Cluster cluster, KioskServices services, Database database) {
    this.node = node;
    this.cluster = cluster;
    this.services = services;
    this.database = database;
  }

  @Override
  public void mount(Router router) {
    router.get("/health").handler(this::answer);
  }

  private void answer(RoutingContext context) {
    database
        .withConnection(connection -> connection.query("SELECT 1").execute())
        .onComplete(
            asked -> {
              JsonArray nodes = new JsonArray();
              cluster.nodes().stream().map(Node::name).forEach(nodes::add);
              context
                  .response()
                  .setStatusCode(asked.succeeded() ? 200 : 503)
                  .putHeader("Content-Type", "application/json")
                  .end(
                      new JsonObject()
                          .put("status", asked.succeeded() ? "up" : "down")
                          .put("node", node)
                          .put("nodes", nodes)
                          .put("services", services.offered() ? "on" : "standby")
                          .put("database", asked.succeeded() ? "up" : "away")
                          .encode());
            });
  }
}
