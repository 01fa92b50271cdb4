package kiosk.devices.cardreader;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import kiosk.devices.apdu.Atr;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.apdu.T1Block;
import kiosk.devices.link.Bytes;

/// T=1 over a reader at TPDU level (ISO/IEC 7816-3, section 11): numbering, chaining, waiting-time
/// extension and the repair of damaged blocks.
///
/// A block is sent again only when the card's R-block asks for it: that is the protocol's own
/// repair, and the block number keeps a card from doing a command twice.
final class T1Channel implements CardChannel {

  /// `dwMaxIFSD` of a GemPC Twin.
  private static final int IFSD = 254;

  /// Repairs of one block before the card is given up (section 11.6.3, rule 7.4).
  private static final int MOST_REPAIRS = 3;

  /// The most an answer can carry: 256 bytes and a status word.
  private static final int MOST_ANSWER = 258;

  /// Answers to one command at most, waits and repairs and all: no card may keep us for ever.
  private static final int MOST_BLOCKS = 64;

  private static final int CHECKSUM = 1;
  private static final int OTHER = 2;

  private final TwinSlot slot;
  private final Atr atr;
  private int mine;
  private int theirs;
  private int blocks;

  private T1Channel(TwinSlot slot, Atr atr) {
    this.slot = slot;
    this.atr = atr;
  }

  /// Tells the card how long a block it may send (section 11.4.2), which must come first.
  static T1Channel open(TwinSlot slot, Atr atr) throws CardException {
    T1Channel channel = new T1Channel(slot, atr);
    Bytes size = Bytes.of(new byte[] {(byte) IFSD});
    T1Block answer =
        channel.send(new T1Block(T1Block.IFS_REQUEST, size), 1).orElseThrow(T1Channel::broken);
    if (answer.pcb() != (T1Block.IFS_REQUEST | T1Block.S_ANSWER) || !answer.info().equals(size)) {
      throw broken();
    }
    return channel;
  }

  @Override
  public Bytes atr() {
    return atr.raw();
  }

  @Override
  public ResponseApdu transmit(CommandApdu command) throws CardException {
    blocks = 0;
    T1Block answer = sendChain(command.encode());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (true) {
      whole.writeBytes(answer.info().toArray());
      theirs ^= 1;
      if (whole.size() > MOST_ANSWER) {
        throw broken();
      }
      if (!answer.more()) {
        break;
      }
      answer = untilInformation(T1Block.ready(theirs, 0));
    }
    return ResponseApdu.parse(Bytes.of(whole.toByteArray())).orElseThrow(T1Channel::broken);
  }

  /// Sends all parts of a command; the answer to the last is the first I-block of the response.
  private T1Block sendChain(Bytes message) throws CardException {
    int size = Math.max(1, Math.min(atr.blockSize(), IFSD));
    int at = 0;
    while (true) {
      int end = Math.min(at + size, message.length());
      boolean more = end < message.length();
      T1Block part = T1Block.information(mine, more, message.slice(at, end));
      mine ^= 1;
      if (!more) {
        return untilInformation(part);
      }
      untilReady(part);
      at = end;
    }
  }

  /// Sends a part of a chain until the card's R-block asks for the next.
  private void untilReady(T1Block part) throws CardException {
    for (int tries = 0; tries <= MOST_REPAIRS; tries++) {
      Optional<T1Block> answer = withWaits(part);
      if (answer.isPresent() && answer.get().isReady() && answer.get().number() == mine) {
        return;
      }
    }
    throw broken();
  }

  /// Sends a block until an I-block of the card's comes whole and in order.
  private T1Block untilInformation(T1Block block) throws CardException {
    T1Block next = block;
    for (int tries = 0; tries <= MOST_REPAIRS; tries++) {
      Optional<T1Block> answer = withWaits(next);
      if (answer.isPresent() && answer.get().isInformation()) {
        if (answer.get().number() == theirs) {
          return answer.get();
        }
        next = T1Block.ready(theirs, OTHER);
      } else if (answer.isPresent() && asksAgain(answer.get(), block)) {
        next = block;
      } else {
        next = T1Block.ready(theirs, answer.isPresent() ? OTHER : CHECKSUM);
      }
    }
    throw broken();
  }

  /// Whether an R-block asks for this very block again (section 11.6.3.2, rule 7.2).
  private static boolean asksAgain(T1Block answer, T1Block sent) {
    return answer.isReady() && sent.isInformation() && answer.number() == sent.number();
  }

  /// Sends a block and grants every wait that the card asks for (section 11.6.2.2, rule 3).
  private Optional<T1Block> withWaits(T1Block block) throws CardException {
    Optional<T1Block> answer = send(block, 1);
    while (answer.isPresent() && answer.get().pcb() == T1Block.WTX_REQUEST) {
      Bytes info = answer.get().info();
      if (info.length() != 1) {
        throw broken();
      }
      T1Block granted = new T1Block(T1Block.WTX_REQUEST | T1Block.S_ANSWER, info);
      answer = send(granted, Math.max(1, info.at(0)));
    }
    return answer;
  }

  private Optional<T1Block> send(T1Block block, int multiplier) throws CardException {
    blocks++;
    if (blocks > MOST_BLOCKS) {
      throw new CardException(CardException.Reason.TIMEOUT, "the card goes on without end");
    }
    return T1Block.parse(slot.transfer(block.encode(atr.crc()), multiplier), atr.crc());
  }

  private static CardException broken() {
    return new CardException(CardException.Reason.PROTOCOL, "T=1 broken");
  }
}
