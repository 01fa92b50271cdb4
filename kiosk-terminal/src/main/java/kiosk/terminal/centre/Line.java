package kiosk.terminal.centre;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One connection to one server, from open to dead. Everything runs on its event loop.
final class Line {

  private final Vertx vertx;
  private final WebSocket socket;
  private final CentreOptions.Pace pace;
  private final Listener listener;
  private final Map<String, Promise<String>> awaited = new HashMap<>();
  private final long look;
  private long silentLooks;
  private boolean dead;

  /// Who is told.
  interface Listener {

    /// Something came for an address of ours.
    void nudged(String address);

    /// The line is of no use any more; told once.
    void died(Line line, String cause);
  }

  Line(Vertx vertx, WebSocket socket, CentreOptions.Pace pace, Listener listener) {
    this.vertx = vertx;
    this.socket = socket;
    this.pace = pace;
    this.listener = listener;
    socket.binaryMessageHandler(this::received);
    socket.textMessageHandler(text -> received(Buffer.buffer(text)));
    socket.pongHandler(_ -> silentLooks = 0);
    socket.closeHandler(_ -> die("closed by the server: " + socket.closeStatusCode()));
    socket.exceptionHandler(e -> die(String.valueOf(e.getMessage())));
    look = vertx.setPeriodic(pace.look().toMillis(), _ -> lookForLife());
    send(BridgeFrame.ping());
  }

  /// Asks once; fails when the bridge says no, time runs out or the line dies, with
  /// [Wire.MalformedException] when the server cannot read the question.
  Future<String> ask(String address, String body) {
    if (dead) {
      return Future.failedFuture("the line is dead");
    }
    Promise<String> answer = Promise.promise();
    String replyAddress = UUID.randomUUID().toString();
    awaited.put(replyAddress, answer);
    long timer =
        vertx.setTimer(pace.attempt().toMillis(), _ -> answer.tryFail("no answer from " + address));
    send(BridgeFrame.ask(address, replyAddress, body));
    return answer
        .future()
        .onComplete(
            _ -> {
              vertx.cancelTimer(timer);
              awaited.remove(replyAddress);
            });
  }

  void register(String address) {
    send(BridgeFrame.register(address));
  }

  /// Ends the line; the listener is told.
  void die(String cause) {
    if (dead) {
      return;
    }
    dead = true;
    vertx.cancelTimer(look);
    List<Promise<String>> open = new ArrayList<>(awaited.values());
    awaited.clear();
    open.forEach(answer -> answer.tryFail("the line died: " + cause));
    // Never waited for: closing a dead peer takes its own time.
    socket.close();
    listener.died(this, cause);
  }

  private void send(String frame) {
    if (!dead) {
      socket.writeTextMessage(frame).onFailure(e -> die(String.valueOf(e.getMessage())));
    }
  }

  private void received(Buffer bytes) {
    silentLooks = 0;
    switch (BridgeFrame.read(bytes)) {
      case BridgeFrame.Message(var address, var body) -> {
        Promise<String> answer = awaited.get(address);
        if (answer == null) {
          listener.nudged(address);
        } else {
          body.ifPresentOrElse(answer::tryComplete, () -> answer.tryFail("an answer without body"));
        }
      }
      case BridgeFrame.Failure(var address, var cause) -> {
        @Nullable Promise<String> answer = address.map(awaited::get).orElse(null);
        if (answer != null) {
          answer.tryFail(cause);
        }
      }
      case BridgeFrame.Other _ -> {}
    }
  }

  private void lookForLife() {
    if (silentLooks * pace.look().toMillis() >= pace.silence().toMillis()) {
      die("silent for " + pace.silence());
      return;
    }
    silentLooks++;
    send(BridgeFrame.ping());
    socket.writePing(Buffer.buffer("k")).onFailure(e -> die(String.valueOf(e.getMessage())));
  }
}
