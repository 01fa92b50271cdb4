package kiosk.devices.cardreader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import kiosk.devices.ccid.CcidMessage;
import kiosk.devices.ccid.MessageType;
import kiosk.devices.ccid.TwinFrame;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.LinkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One command and its reply, on a line of the test's own.
class TwinPortTest {

  private static final TwinTimes SHORT =
      new TwinTimes(
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Duration.ofMillis(1),
          Duration.ofMillis(1));

  private static final CcidMessage RIGHT =
      new CcidMessage(MessageType.SLOT_STATUS, 0, 0, 1, 0, 0, Bytes.EMPTY);

  @Test
  void aReaderThatAsksForTimeWithoutEndIsLeftAtTheHardLimit() {
    TwinPort port =
        new TwinPort(new Answering(new byte[] {(byte) 0xA0}, true), SHORT, System::nanoTime);
    assertThatThrownBy(() -> status(port)).hasMessage("the reader asks for time without end");
  }

  @Test
  void silenceIsALostReply() {
    TwinPort port = new TwinPort(new Answering(new byte[0], false), SHORT, System::nanoTime);
    assertThatThrownBy(() -> status(port)).hasMessage("no reply in time");
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0x81", "0, 1, 0x81", "0, 0, 0x80"})
  void aReplyForAnotherSlotSequenceOrCommandIsNotTaken(int slot, int sequence, String type)
      throws TwinFault, LinkException {
    CcidMessage wrong = new CcidMessage(Integer.decode(type), slot, sequence, 2, 0, 0, Bytes.EMPTY);
    Bytes both = Bytes.ofHex(Bytes.of(TwinFrame.encode(wrong)).hex() + right());
    TwinPort port = new TwinPort(new Answering(both.toArray(), false), SHORT, System::nanoTime);
    assertThat(status(port)).isEqualTo(RIGHT);
  }

  @Test
  void aMovementInTheMiddleOfAnExchangeIsKept() throws TwinFault, LinkException {
    TwinPort port =
        new TwinPort(
            new Answering(Bytes.ofHex("50 02" + right()).toArray(), false),
            SHORT,
            System::nanoTime);
    assertThat(status(port)).isEqualTo(RIGHT);
    assertThat(port.takeMovement()).isTrue();
    assertThat(port.takeMovement()).isFalse();
  }

  private static String right() {
    return Bytes.of(TwinFrame.encode(RIGHT)).hex();
  }

  private static CcidMessage status(TwinPort port) throws TwinFault, LinkException {
    return port.exchange(MessageType.GET_SLOT_STATUS, 0, Bytes.EMPTY, 1);
  }

  /// A device that says the same to every command, once or for ever.
  private static final class Answering implements ByteLink {

    private final byte[] answer;
    private final boolean again;
    private int at;

    Answering(byte[] answer, boolean again) {
      this.answer = answer;
      this.again = again;
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) {
      if (at == answer.length) {
        return 0;
      }
      into[offset] = answer[at++];
      at = again ? 0 : at;
      return 1;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Duration patience) {
      at = 0;
    }

    @Override
    public void discardInput() {
      at = answer.length;
    }

    @Override
    public void close() {
      at = answer.length;
    }
  }
}
