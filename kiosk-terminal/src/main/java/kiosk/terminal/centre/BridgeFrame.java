package kiosk.terminal.centre;

import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import kiosk.contract.Addresses;
import kiosk.contract.Wire;

/// The messages of the SockJS event-bus bridge, both ways: one JSON object each (Vert.x-Web,
/// "SockJS event bus bridge", the raw WebSocket transport).
sealed interface BridgeFrame {

  /// Something for an address of ours: an answer, or a nudge.
  record Message(String address, Optional<String> body) implements BridgeFrame {}

  /// A question that came to nothing.
  ///
  /// @param address where the answer was awaited, if the bridge says so
  record Failure(Optional<String> address, Exception cause) implements BridgeFrame {}

  /// Anything else; passed over.
  record Other() implements BridgeFrame {}

  /// A question.
  static String ask(String address, String replyAddress, String body) {
    return new JsonObject()
        .put("type", "send")
        .put("address", address)
        .put("replyAddress", replyAddress)
        .put("headers", new JsonObject())
        .put("body", body)
        .encode();
  }

  /// The wish to hear what is sent to an address.
  static String register(String address) {
    return new JsonObject()
        .put("type", "register")
        .put("address", address)
        .put("headers", new JsonObject())
        .encode();
  }

  /// The sign of life that the bridge wants; it is not answered.
  static String ping() {
    return "{\"type\":\"ping\"}";
  }

  /// Reads what the bridge sent.
  static BridgeFrame read(Buffer bytes) {
    try {
      JsonObject json = new JsonObject(bytes);
      return switch (json.getString("type", "")) {
        case "rec" -> new Message(json.getString("address", ""), text(json, "body"));
        case "err" -> new Failure(text(json, "address"), cause(json));
        default -> new Other();
      };
    } catch (DecodeException | ClassCastException e) {
      return new Other();
    }
  }

  /// @return a [Wire.MalformedException] when asking again is of no use
  private static Exception cause(JsonObject json) {
    if (json.getValue("failureCode") instanceof Integer code && code == Addresses.UNREADABLE) {
      return new Wire.MalformedException("the server cannot read the question");
    }
    String type = text(json, "failureType").or(() -> text(json, "body")).orElse("unnamed");
    return VertxException.noStackTrace(type);
  }

  private static Optional<String> text(JsonObject json, String key) {
    return json.getValue(key) instanceof String s ? Optional.of(s) : Optional.empty();
  }
}
