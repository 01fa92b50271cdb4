package kiosk.bench;

import java.time.Duration;
import kiosk.devices.link.ByteLink;
import kiosk.devices.link.LinkException;
import kiosk.devices.link.LinkOpener;

/// Notes when the driver begins to power the card: the moment before IccPowerOn goes onto the line.
final class PowerOnWatch {

  /// After the two bytes of the Twin's frame comes `bMessageType`; `62` is PC_to_RDR_IccPowerOn
  /// (CCID rev. 1.1, section 6.1.1).
  private static final int TYPE_AT = 2;

  private static final byte POWER_ON = 0x62;

  private volatile long poweredAt;

  /// When the last one was, by [System#nanoTime].
  long poweredAt() {
    return poweredAt;
  }

  /// An opener whose links are watched.
  LinkOpener around(LinkOpener opener) {
    return () -> new Watched(opener.open());
  }

  private final class Watched implements ByteLink {
    private final ByteLink link;

    Watched(ByteLink link) {
      this.link = link;
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration patience) throws LinkException {
      return link.read(into, offset, length, patience);
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Duration patience)
        throws LinkException {
      if (length > TYPE_AT && bytes[offset + TYPE_AT] == POWER_ON) {
        poweredAt = System.nanoTime();
      }
      link.write(bytes, offset, length, patience);
    }

    @Override
    public void discardInput() throws LinkException {
      link.discardInput();
    }

    @Override
    public void wake() {
      link.wake();
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
