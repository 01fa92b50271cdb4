package kiosk.server.gateway;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import kiosk.contract.Addresses;
import kiosk.server.pki.KioskName;
import kiosk.server.pki.RevocationList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a kiosk may do on the bridge; everything else is refused.
///
/// Who it is comes from its certificate and from nothing it says. It may send to the central
/// addresses, publish on its own `kiosk.NAME.selftest`, listen on its own addresses, and answer a
/// question that was put to it on this very socket. One instance serves one bridge, on its event
/// loop.
final class BridgeRules implements Handler<BridgeEvent> {

  /// The header that carries the kiosk's name to the services; whatever the kiosk put into
  /// headers is thrown away.
  static final String KIOSK_HEADER = "kiosk";

  private static final Logger log = LoggerFactory.getLogger(BridgeRules.class);

  private static final Set<String> CENTRAL =
      Set.of(
          Addresses.ACT,
          Addresses.VISIT_OPEN,
          Addresses.DOCUMENT_READ,
          Addresses.HEARTBEAT,
          Addresses.NEWS_READ);

  /// Close codes of RFC 6455, section 7.4.1.
  private static final int POLICY = 1008;

  private static final int TOO_BIG = 1009;

  private final RevocationList revocations;
  private final Map<SockJSSocket, KioskSocket> sockets = new HashMap<>();

  BridgeRules(RevocationList revocations) {
    this.revocations = revocations;
  }

  @Override
  public void handle(BridgeEvent event) {
    BridgeEventType type = event.type();
    if (type == BridgeEventType.SOCKET_CREATED) {
      event.complete(created(event.socket()));
      return;
    }
    KioskSocket kiosk = sockets.get(event.socket());
    if (kiosk == null) {
      event.complete(false);
      return;
    }
    event.complete(permitted(event, type, kiosk));
  }

  private boolean permitted(BridgeEvent event, BridgeEventType type, KioskSocket kiosk) {
    return switch (type) {
      case SOCKET_CREATED -> false;
      case SOCKET_CLOSED -> closed(event.socket(), kiosk);
      case SOCKET_ERROR -> broken(event.socket(), kiosk);
      case SOCKET_IDLE, SOCKET_PING, REGISTERED, UNREGISTER -> true;
      case REGISTER -> judged(kiosk, event, kiosk.owns(address(event)));
      case RECEIVE -> received(kiosk, event);
      case SEND, PUBLISH -> judged(kiosk, event, sent(kiosk, event, type));
    };
  }

  private boolean created(SockJSSocket socket) {
    Optional<KioskSocket> kiosk =
        certificate(socket)
            .filter(certificate -> !revocations.revoked(certificate))
            .flatMap(c -> KioskName.in(c).map(name -> new KioskSocket(name, c)));
    if (kiosk.isEmpty()) {
      log.atWarn().setMessage("gateway.refused").log();
      return false;
    }
    sockets.put(socket, kiosk.get());
    say("gateway.connected", kiosk.get());
    return true;
  }

  private boolean closed(SockJSSocket socket, KioskSocket kiosk) {
    sockets.remove(socket);
    say("gateway.disconnected", kiosk);
    return true;
  }

  /// The bridge has dropped this socket's registrations and its ping timer already; left open, it
  /// would be deaf for ever.
  private boolean broken(SockJSSocket socket, KioskSocket kiosk) {
    say("gateway.protocol-error", kiosk);
    socket.close(TOO_BIG, "protocol error");
    return true;
  }

  private boolean received(KioskSocket kiosk, BridgeEvent event) {
    JsonObject message = message(event);
    if (message.getValue("replyAddress") instanceof String reply) {
      kiosk.asked(reply);
    }
    return true;
  }

  private boolean sent(KioskSocket kiosk, BridgeEvent event, BridgeEventType type) {
    if (revocations.revoked(kiosk.certificate())) {
      return false;
    }
    String address = address(event);
    boolean send = type == BridgeEventType.SEND;
    boolean allowed =
        (send && CENTRAL.contains(address))
            || (send && kiosk.mayAnswer(address))
            || kiosk.ownSelfTest(address);
    if (allowed) {
      JsonObject stamped = message(event).copy();
      stamped.put("headers", new JsonObject().put(KIOSK_HEADER, kiosk.name()));
      event.setRawMessage(stamped);
    }
    return allowed;
  }

  private static boolean judged(KioskSocket kiosk, BridgeEvent event, boolean allowed) {
    if (!allowed) {
      log.atWarn()
          .setMessage("gateway.forbidden")
          .addKeyValue("kiosk", kiosk.name())
          .addKeyValue("what", event.type().name())
          .log();
    }
    return allowed;
  }

  /// Cuts the sockets whose certificate is revoked by now.
  void cutRevoked() {
    for (Map.Entry<SockJSSocket, KioskSocket> entry : List.copyOf(sockets.entrySet())) {
      if (revocations.revoked(entry.getValue().certificate())) {
        say("gateway.revoked", entry.getValue());
        entry.getKey().close(POLICY, "revoked");
        // A peer that does not read would hold the polite close back.
        entry.getKey().routingContext().request().connection().close();
      }
    }
  }

  private static Optional<X509Certificate> certificate(SockJSSocket socket) {
    try {
      List<Certificate> chain = socket.routingContext().request().connection().peerCertificates();
      return chain.isEmpty() || !(chain.getFirst() instanceof X509Certificate first)
          ? Optional.empty()
          : Optional.of(first);
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static String address(BridgeEvent event) {
    return message(event).getValue("address") instanceof String address ? address : "";
  }

  private static JsonObject message(BridgeEvent event) {
    @Nullable JsonObject message = event.getRawMessage();
    return message == null ? new JsonObject() : message;
  }

  private static void say(String what, KioskSocket kiosk) {
    log.atInfo().setMessage(what).addKeyValue("kiosk", kiosk.name()).log();
  }
}
