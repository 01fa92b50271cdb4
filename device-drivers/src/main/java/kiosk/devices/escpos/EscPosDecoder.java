package kiosk.devices.escpos;

import java.util.Arrays;
import java.util.function.Consumer;
import kiosk.devices.link.Bytes;

/// Bytes to commands, a piece at a time, in linear time and bounded space.
///
/// Every byte ends up in exactly one command: what no command explains comes as
/// [EscPosCommand.Unknown], and reading goes on behind it. A picture of GS v 0 comes as its head,
/// then row by row, as a printer prints it. Not for use by several threads at once.
public final class EscPosDecoder {

  /// No command of a receipt printer is longer; what claims to be is passed over.
  private static final int LONGEST = 1 << 20;

  private final Consumer<EscPosCommand> commands;
  private byte[] head = new byte[256];
  private int length;
  private int wanted;
  private boolean text;
  private int rowBytes;
  private int rowsLeft;
  private long toSkip;

  /// @param commands gets each command as soon as its last byte is in
  public EscPosDecoder(Consumer<EscPosCommand> commands) {
    this.commands = commands;
  }

  /// Reads `bytes[offset, offset + count)`. Text comes at the end of the piece at the latest.
  public void feed(byte[] bytes, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      take(bytes[i]);
    }
    endText();
  }

  /// Whether a command or a picture has begun and not ended.
  public boolean inside() {
    return length > 0 || rowsLeft > 0 || toSkip > 0;
  }

  /// Forgets what has begun, as after a cleared buffer.
  public void reset() {
    length = 0;
    wanted = 0;
    text = false;
    rowsLeft = 0;
    toSkip = 0;
  }

  private void take(byte b) {
    if (toSkip > 0) {
      toSkip--;
    } else if (rowsLeft > 0) {
      takeDots(b);
    } else if (length > 0 && !text) {
      append(b);
      continueCommand();
    } else {
      start(b);
    }
  }

  private void start(byte b) {
    boolean printable = (b & 0xFF) >= 0x20;
    if (!printable) {
      endText();
    }
    text = printable;
    append(b);
    if (printable) {
      return;
    }
    switch (b) {
      case 0x09 -> emit(new EscPosCommand.Tab());
      case 0x0A -> emit(new EscPosCommand.LineFeed());
      case 0x0C -> emit(new EscPosCommand.FormFeed());
      case 0x0D -> emit(new EscPosCommand.CarriageReturn());
      case 0x00, 0x18 -> emit(new EscPosCommand.Quiet(taken()));
      case EscPosEncoder.DLE, EscPosEncoder.ESC, EscPosEncoder.FS, EscPosEncoder.GS -> wanted = 0;
      default -> emit(new EscPosCommand.Unknown(taken()));
    }
  }

  private void continueCommand() {
    if (wanted == CommandShape.OPEN) {
      wanted = CommandShape.lengthOf(head, length);
    }
    if (wanted == CommandShape.NONE) {
      unknown();
    } else if (wanted > LONGEST) {
      toSkip = (long) wanted - length;
      emit(new EscPosCommand.Unknown(taken()));
    } else if (wanted == length) {
      complete();
    }
  }

  /// A second byte that itself starts something is not swallowed with the first.
  private void unknown() {
    byte last = head[length - 1];
    boolean fresh = length == 2 && last >= 0 && last < 0x20;
    if (fresh) {
      length--;
    }
    emit(new EscPosCommand.Unknown(taken()));
    if (fresh) {
      start(last);
    }
  }

  private void complete() {
    EscPosCommand command = CommandReader.read(taken());
    emit(command);
    if (command instanceof EscPosCommand.Raster raster && raster.widthBytes() > 0) {
      rowBytes = raster.widthBytes();
      rowsLeft = raster.rows();
    }
  }

  private void takeDots(byte b) {
    append(b);
    if (length == rowBytes) {
      rowsLeft--;
      emit(new EscPosCommand.RasterRow(taken()));
    }
  }

  private void endText() {
    if (text && length > 0) {
      emit(new EscPosCommand.Text(taken()));
      text = false;
    }
  }

  private Bytes taken() {
    return Bytes.of(head, 0, length);
  }

  private void emit(EscPosCommand command) {
    length = 0;
    wanted = 0;
    commands.accept(command);
  }

  private void append(byte b) {
    if (length == head.length) {
      head = Arrays.copyOf(head, 2 * length);
    }
    head[length++] = b;
  }
}
