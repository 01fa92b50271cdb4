package kiosk.simulators.cardreader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.TwinDecoder;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.ccid.TwinSignal;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LineSettings;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.SerialLink;
import kiosk.simulators.persona.Deck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recorded session of pcscd 1.9.9 with libccid 1.5.2, played to the simulated reader: what the
/// recorded reader answered, ours answers.
class RecordedSessionTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;

  /// A command of the driver's and, where the record has it, the reply.
  private record Exchange(CcidMessage command, Optional<CcidMessage> reply) {}

  @Test
  void theSimulatedReaderAnswersTheRecordedDriverAsTheRecordedReaderDid() throws IOException {
    Path link = folder.resolve("tty");
    try (SimulatedReader reader = SimulatedReader.start(link, ReaderProfile.GEMPC_TWIN, false);
        ByteLink line = SerialLink.opener(link, LineSettings.GEMPC_TWIN).open()) {
      reader.insert(Deck.all().getFirst());
      next(line);
      for (Exchange exchange : recorded()) {
        line.write(TwinFrame.encode(exchange.command()), SOON);
        assertThat(next(line)).as("echo").isEqualTo(new TwinSignal.Frame(exchange.command()));
        TwinSignal answer = next(line);
        assertThat(answer).isInstanceOf(TwinSignal.Frame.class);
        CcidMessage reply = ((TwinSignal.Frame) answer).message();
        assertThat(reply.sequence()).isEqualTo(exchange.command().sequence());
        exchange.reply().ifPresent(expected -> assertThat(plain(reply)).isEqualTo(plain(expected)));
      }
    }
  }

  /// The firmware's own name is the one thing in which two readers may differ.
  private static CcidMessage plain(CcidMessage reply) {
    boolean name = reply.type() == MessageType.ESCAPE_REPLY && reply.data().length() > 1;
    return name
        ? new CcidMessage(
            reply.type(),
            reply.slot(),
            reply.sequence(),
            reply.first(),
            reply.second(),
            reply.third(),
            Bytes.EMPTY)
        : reply;
  }

  private static TwinSignal next(ByteLink line) throws LinkException {
    TwinDecoder decoder = new TwinDecoder();
    byte[] one = new byte[1];
    while (line.read(one, 0, 1, SOON) == 1) {
      Optional<TwinSignal> signal = decoder.accept(one[0] & 0xFF);
      if (signal.isPresent()) {
        return signal.get();
      }
    }
    throw new AssertionError("silence");
  }

  /// Every echo in the record is a command; the reply follows it, except after a look at the slot.
  private static List<Exchange> recorded() throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    for (String line : lines()) {
      CcidMessage message = message(Bytes.ofHex(line.substring(line.indexOf("03 06"))));
      if (line.contains("-> echo")) {
        exchanges.add(new Exchange(message, Optional.empty()));
      } else if (line.contains("-> reply")) {
        exchanges.add(new Exchange(exchanges.removeLast().command(), Optional.of(message)));
      }
    }
    assertThat(exchanges).hasSizeGreaterThan(25);
    return exchanges;
  }

  private static CcidMessage message(Bytes frame) {
    TwinDecoder decoder = new TwinDecoder();
    Optional<TwinSignal> signal = Optional.empty();
    for (int i = 0; i < frame.length(); i++) {
      signal = decoder.accept(frame.at(i));
    }
    return ((TwinSignal.Frame) signal.orElseThrow()).message();
  }

  private static List<String> lines() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            RecordedSessionTest.class.getResourceAsStream("gempc-twin-pcscd-session.log"))) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
