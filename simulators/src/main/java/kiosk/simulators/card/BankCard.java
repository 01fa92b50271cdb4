package kiosk.simulators.card;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.Pps;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.apdu.T1Block;
import kiosk.devices.link.Bytes;

/// A card of T=1, as bank cards are: it knows no file of a carte Vitale. To SELECT of the payment
/// environment it answers in several blocks after asking for more time, so that a driver's T=1 is
/// tried in earnest.
public final class BankCard implements SimulatedCard {

  /// TA1 11, T=1 only, IFSC 20, BWI 4, CWI 5, LRC.
  private static final Bytes ATR = Bytes.ofHex("3B 90 11 81 31 20 45 00");

  private static final Bytes PAYMENT = Bytes.ofHex("315041592E5359532E4444463031");
  private static final int BLOCK = 32;
  private static final int MORE = 0x20;

  private final StringBuilder received = new StringBuilder();
  private final Deque<T1Block> waiting = new ArrayDeque<>();
  private T1Block last = T1Block.ready(0, 0);
  private int mine;
  private int theirs;

  @Override
  public String id() {
    return "bank";
  }

  @Override
  public Optional<Bytes> reset() {
    received.setLength(0);
    waiting.clear();
    mine = 0;
    theirs = 0;
    byte[] raw = ATR.toArray();
    byte check = 0;
    for (int i = 1; i < raw.length - 1; i++) {
      check ^= raw[i];
    }
    raw[raw.length - 1] = check;
    return Optional.of(Bytes.of(raw));
  }

  @Override
  public Optional<Bytes> negotiate(Bytes request) {
    return Pps.parse(request).filter(pps -> pps.protocol() == 1).map(pps -> request);
  }

  @Override
  public Bytes transmit(Bytes tpdu) {
    last = T1Block.parse(tpdu, false).map(this::answer).orElseGet(() -> T1Block.ready(theirs, 1));
    return last.encode(false);
  }

  private T1Block answer(T1Block block) {
    if (block.isInformation()) {
      return information(block);
    }
    if (block.isReady()) {
      // The number asked for is that of the next part, or of the one that got lost.
      return waiting.isEmpty() || block.number() != mine ? last : next();
    }
    boolean granted = block.pcb() == (T1Block.WTX_REQUEST | T1Block.S_ANSWER);
    return granted ? next() : new T1Block(block.pcb() | T1Block.S_ANSWER, block.info());
  }

  private T1Block information(T1Block block) {
    if (block.number() != theirs) {
      return T1Block.ready(theirs, 2);
    }
    theirs ^= 1;
    received.append(block.info().hex());
    if (block.more()) {
      received.append(' ');
      return T1Block.ready(theirs, 0);
    }
    Bytes command = Bytes.ofHex(received.toString());
    received.setLength(0);
    Bytes response = CommandApdu.parse(command).map(this::respond).orElse(refuse(0x6700)).encode();
    for (int at = 0; at < response.length(); at += BLOCK) {
      int end = Math.min(at + BLOCK, response.length());
      waiting.add(new T1Block(end < response.length() ? MORE : 0, response.slice(at, end)));
    }
    return waiting.size() > 1 ? new T1Block(T1Block.WTX_REQUEST, Bytes.ofHex("01")) : next();
  }

  private T1Block next() {
    T1Block part = waiting.remove();
    T1Block numbered = T1Block.information(mine, part.pcb() == MORE, part.info());
    mine ^= 1;
    return numbered;
  }

  private ResponseApdu respond(CommandApdu command) {
    boolean payment = command.ins() == 0xA4 && command.data().equals(PAYMENT);
    return payment ? new ResponseApdu(Bytes.of(new byte[100]), 0x9000) : refuse(0x6A82);
  }

  private static ResponseApdu refuse(int word) {
    return new ResponseApdu(Bytes.EMPTY, word);
  }
}
