package kiosk.server.gateway;

import static kiosk.server.gateway.OpenDoor.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kiosk.contract.Addresses;
import kiosk.server.gateway.OpenDoor.Kiosk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much a kiosk may send, how long it may be silent, on how much it may listen: each limit of
/// the door met by a certified kiosk over the real line.
final class KioskDoorLimitsTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  /// Close codes of RFC 6455, section 7.4.1.
  private static final short GOING_AWAY = 1001;

  private static final short TOO_BIG = 1009;

  @TempDir Path folder;

  @Test
  void whoMissesAPingIsToldGoodbyeAndWhoPingsStays() throws Exception {
    try (OpenDoor door = open(new KioskDoor.Patience(Duration.ofSeconds(2), LONG))) {
      // Came first, so its own deadline has passed when the other one's does.
      Kiosk pinging = door.enter("hall-1");
      door.vertx.setPeriodic(100, tick -> pinging.send(new JsonObject().put("type", "ping")));
      Kiosk silent = door.enter("hall-2");
      assertThat(silent.closed.get(OpenDoor.SECONDS, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
      assertThat(pinging.answered()).isTrue();
    }
  }

  @Test
  void whoSendsNotAByteIsCutWhateverThePingAllows() throws Exception {
    try (OpenDoor door = open(new KioskDoor.Patience(LONG, Duration.ofSeconds(1)))) {
      Kiosk silent = door.enter("hall-1");
      silent.closed.get(OpenDoor.SECONDS, TimeUnit.SECONDS);
    }
  }

  /// The goodbye of a missed ping waits behind what the kiosk does not read.
  @Test
  void whoHasStoppedReadingIsCutToo() throws Exception {
    try (OpenDoor door =
        open(new KioskDoor.Patience(Duration.ofMillis(500), Duration.ofSeconds(2)))) {
      Kiosk stopped = door.enter("hall-1");
      stopped.send(message("register", Addresses.newsOf("hall-1")));
      assertThat(stopped.answered()).isTrue();
      stopped.socket.pause();
      String much = "x".repeat(1 << 20);
      for (int i = 0; i < 32; i++) {
        door.vertx.eventBus().publish(Addresses.newsOf("hall-1"), much);
      }
      awaitNobodyListens(door, Addresses.newsOf("hall-1"));
      stopped.socket.resume(); // and finds its line dead
    }
  }

  /// For the bridge a question under way is one address more to listen on.
  @Test
  void nobodyListensOnMoreThanItsOwnAddressesAndAFewQuestions() throws Exception {
    try (OpenDoor door = open(KioskDoor.Patience.STANDARD)) {
      List<Message<Object>> asked = Collections.synchronizedList(new ArrayList<>());
      door.vertx.eventBus().consumer(Addresses.VISIT_OPEN, asked::add);
      Kiosk kiosk = door.enter("hall-1");
      kiosk.send(message("register", Addresses.newsOf("hall-1")));
      kiosk.send(message("register", Addresses.newsOf("hall-1")));
      assertThat(kiosk.next().getString("body")).isEqualTo("address_already_registered");
      kiosk.send(message("register", Addresses.selfTestOf("hall-1")));
      for (int i = 0; i <= KioskDoor.QUESTIONS_AT_ONCE; i++) {
        kiosk.send(message("send", Addresses.VISIT_OPEN).put("replyAddress", "q" + i));
      }
      assertThat(kiosk.next().getString("body")).isEqualTo("max_handlers_reached");
      assertThat(asked).hasSize(KioskDoor.QUESTIONS_AT_ONCE);
      asked.getFirst().reply("at last");
      assertThat(kiosk.next().getString("body")).isEqualTo("at last");
      assertThat(kiosk.answered()).isTrue();
    }
  }

  @Test
  void aFrameIsTakenUpToItsLimitAndNotAByteMore() throws Exception {
    try (OpenDoor door = open(KioskDoor.Patience.STANDARD)) {
      Kiosk kiosk = door.enter("hall-1");
      kiosk.socket.writeFinalTextFrame(heartbeat(KioskDoor.MESSAGE_BYTES));
      assertThat(kiosk.next().getString("type")).isEqualTo("rec");
      kiosk.socket.writeFinalTextFrame(heartbeat(KioskDoor.MESSAGE_BYTES + 1));
      assertThat(kiosk.closed.get(OpenDoor.SECONDS, TimeUnit.SECONDS)).isEqualTo(TOO_BIG);
    }
  }

  @Test
  void aMessageOfManyFramesIsTakenUpToItsLimitAndNotAByteMore() throws Exception {
    try (OpenDoor door = open(KioskDoor.Patience.STANDARD)) {
      Kiosk kiosk = door.enter("hall-1");
      inFrames(kiosk, heartbeat(KioskDoor.MESSAGE_BYTES));
      assertThat(kiosk.next().getString("type")).isEqualTo("rec");
      inFrames(kiosk, heartbeat(KioskDoor.MESSAGE_BYTES + 1));
      assertThat(kiosk.closed.get(OpenDoor.SECONDS, TimeUnit.SECONDS)).isEqualTo(TOO_BIG);
    }
  }

  /// A compressed message could be a thousand times as long as what came over the line.
  @Test
  void compressionIsNotAgreedTo() throws Exception {
    try (OpenDoor door = open(KioskDoor.Patience.STANDARD)) {
      WebSocketClientOptions wishing = door.options(door.certificate("hall-1"));
      wishing.setTryUsePerMessageCompression(true).setTryUsePerFrameCompression(true);
      Kiosk kiosk = door.dial(wishing, OpenDoor.PATH);
      assertThat(kiosk.socket.headers().contains("sec-websocket-extensions")).isFalse();
      assertThat(kiosk.answered()).isTrue();
    }
  }

  private OpenDoor open(KioskDoor.Patience patience) throws Exception {
    return new OpenDoor(folder, patience);
  }

  /// A question of exactly so many bytes.
  private static String heartbeat(int bytes) {
    JsonObject message = message("send", Addresses.HEARTBEAT).put("replyAddress", "r");
    int rest = bytes - message.put("body", "").encode().length();
    return message.put("body", "x".repeat(rest)).encode();
  }

  private static void inFrames(Kiosk kiosk, String text) {
    int part = 10_000;
    for (int from = 0; from < text.length(); from += part) {
      boolean last = from + part >= text.length();
      String piece = text.substring(from, Math.min(text.length(), from + part));
      kiosk.socket.writeFrame(
          from == 0
              ? WebSocketFrame.textFrame(piece, last)
              : WebSocketFrame.continuationFrame(Buffer.buffer(piece), last));
    }
  }

  /// Asks until the bus knows nobody there any more; each question waits a little for an answer.
  private static void awaitNobodyListens(OpenDoor door, String address) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(OpenDoor.SECONDS).toNanos();
    ReplyFailure failure = ReplyFailure.TIMEOUT;
    while (failure != ReplyFailure.NO_HANDLERS) {
      assertThat(System.nanoTime()).as("still connected").isLessThan(end);
      try {
        door.vertx
            .eventBus()
            .request(address, "", new DeliveryOptions().setSendTimeout(200))
            .await(OpenDoor.SECONDS, TimeUnit.SECONDS);
      } catch (ReplyException e) {
        failure = e.failureType();
      }
    }
  }
}
