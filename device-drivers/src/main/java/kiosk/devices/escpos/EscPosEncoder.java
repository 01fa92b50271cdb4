package kiosk.devices.escpos;

import java.io.ByteArrayOutputStream;
import java.util.List;
import kiosk.devices.link.Bytes;

/// Commands to bytes (Epson, "ESC/POS Command Reference"). Stateless but for the bytes gathered.
public final class EscPosEncoder {

  static final int DLE = 0x10;
  static final int ESC = 0x1B;
  static final int FS = 0x1C;
  static final int GS = 0x1D;

  /// DLE DC4 fn 8: the seven fixed bytes that guard against clearing by accident.
  static final List<Integer> CLEAR_BUFFERS = List.of(0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

  /// GS ( k function 82 of every symbol: 082 PDF417, 182 QR …
  static final int SYMBOL_SIZE = 82;

  /// m = 48: of the symbol that is stored.
  private static final Bytes STORED = Bytes.ofHex("30");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// The bytes of these commands, one after the other.
  public static byte[] encode(List<? extends EscPosCommand> commands) {
    EscPosEncoder encoder = new EscPosEncoder();
    commands.forEach(encoder::write);
    return encoder.out.toByteArray();
  }

  /// The bytes of these commands, one after the other.
  public static byte[] encode(EscPosCommand... commands) {
    return encode(List.of(commands));
  }

  private void write(EscPosCommand command) {
    switch (command) {
      case EscPosCommand.Text text -> put(text.bytes());
      case EscPosCommand.Quiet quiet -> put(quiet.bytes());
      case EscPosCommand.Unknown unknown -> put(unknown.bytes());
      case EscPosCommand.Style style -> style(style);
      case EscPosCommand.Place place -> place(place);
      case EscPosCommand.Feed feed -> feed(feed);
      case EscPosCommand.Picture picture -> picture(picture);
      case EscPosCommand.Symbol symbol -> symbol(symbol);
      case EscPosCommand.Query query -> query(query);
      case EscPosCommand.Mouth mouth -> mouth(mouth);
      case EscPosCommand.Realtime realtime -> realtime(realtime);
    }
  }

  private void style(EscPosCommand.Style style) {
    switch (style) {
      case EscPosCommand.Initialize _ -> put(ESC, '@');
      case EscPosCommand.Bold bold -> put(ESC, 'E', flag(bold.on()));
      case EscPosCommand.DoubleStrike strike -> put(ESC, 'G', flag(strike.on()));
      case EscPosCommand.Underline underline -> put(ESC, '-', underline.dots());
      case EscPosCommand.Inverse inverse -> put(GS, 'B', flag(inverse.on()));
      case EscPosCommand.Size size -> put(GS, '!', (size.width() - 1) << 4 | (size.height() - 1));
      case EscPosCommand.Face face -> put(ESC, 'M', face.font());
      case EscPosCommand.PrintMode mode -> put(ESC, '!', mode.bits());
      case EscPosCommand.UpsideDown down -> put(ESC, '{', flag(down.on()));
      case EscPosCommand.Turned turned -> put(ESC, 'V', flag(turned.on()));
      case EscPosCommand.CodePage page -> put(ESC, 't', page.page());
      case EscPosCommand.NationalSet set -> put(ESC, 'R', set.set());
      case EscPosCommand.KanjiOff _ -> put(FS, '.');
      case EscPosCommand.KanjiOn _ -> put(FS, '&');
    }
  }

  private void place(EscPosCommand.Place place) {
    switch (place) {
      case EscPosCommand.Align align -> put(ESC, 'a', align.side());
      case EscPosCommand.TabStops stops -> {
        put(ESC, 'D');
        stops.columns().forEach(this::put);
        put(0);
      }
      case EscPosCommand.Tab _ -> put(0x09);
      case EscPosCommand.MoveTo to -> put(ESC, '$', low(to.dots()), high(to.dots()));
      case EscPosCommand.MoveBy by -> put(ESC, '\\', low(by.dots()), high(by.dots()));
      case EscPosCommand.LeftMargin left -> put(GS, 'L', low(left.dots()), high(left.dots()));
      case EscPosCommand.PrintWidth width -> put(GS, 'W', low(width.dots()), high(width.dots()));
      case EscPosCommand.LineSpacing spacing -> put(ESC, '3', spacing.dots());
      case EscPosCommand.DefaultSpacing _ -> put(ESC, '2');
      case EscPosCommand.CharacterSpacing spacing -> put(ESC, ' ', spacing.dots());
    }
  }

  private void feed(EscPosCommand.Feed feed) {
    switch (feed) {
      case EscPosCommand.LineFeed _ -> put(0x0A);
      case EscPosCommand.CarriageReturn _ -> put(0x0D);
      case EscPosCommand.FormFeed _ -> put(0x0C);
      case EscPosCommand.FeedLines lines -> put(ESC, 'd', lines.lines());
      case EscPosCommand.FeedDots dots -> put(ESC, 'J', dots.dots());
      case EscPosCommand.Cut cut when cut.toCutter() ->
          put(GS, 'V', cut.partial() ? 66 : 65, cut.dots());
      case EscPosCommand.Cut cut -> put(GS, 'V', flag(cut.partial()));
    }
  }

  private void picture(EscPosCommand.Picture picture) {
    switch (picture) {
      case EscPosCommand.Raster raster -> {
        put(GS, 'v', '0', raster.mode());
        put(low(raster.widthBytes()), high(raster.widthBytes()));
        put(low(raster.rows()), high(raster.rows()));
      }
      case EscPosCommand.RasterRow row -> put(row.dots());
      case EscPosCommand.Graphics graphics ->
          block('L', 0x30, graphics.function(), graphics.parameters());
      case EscPosCommand.Columns columns -> {
        put(ESC, '*', columns.mode(), low(columns.count()), high(columns.count()));
        put(columns.dots());
      }
    }
  }

  private void symbol(EscPosCommand.Symbol symbol) {
    switch (symbol) {
      case EscPosCommand.Symbol2d code ->
          block('k', code.kind(), code.function(), code.parameters());
      case EscPosCommand.Barcode code when code.system() <= 6 -> {
        put(GS, 'k', code.system());
        put(code.data());
        put(0);
      }
      case EscPosCommand.Barcode code -> {
        put(GS, 'k', code.system(), code.data().length());
        put(code.data());
      }
      case EscPosCommand.BarcodeHeight height -> put(GS, 'h', height.dots());
      case EscPosCommand.BarcodeModule module -> put(GS, 'w', module.dots());
      case EscPosCommand.BarcodeCaption caption -> put(GS, 'H', caption.where());
      case EscPosCommand.BarcodeFace face -> put(GS, 'f', face.font());
    }
  }

  private void query(EscPosCommand.Query query) {
    switch (query) {
      case EscPosCommand.Fence fence -> block('H', 0x30, 0x30, fence.id());
      case EscPosCommand.AskSensor sensor -> put(GS, 'r', sensor.which());
      case EscPosCommand.AskIdentity identity -> put(GS, 'I', identity.which());
      case EscPosCommand.AutoStatus auto -> put(GS, 'a', auto.causes());
      case EscPosCommand.AskCounter counter ->
          put(GS, 'g', '2', 0, low(counter.which()), high(counter.which()));
      case EscPosCommand.AskTally tally -> put(GS, tally.which());
      case EscPosCommand.AskMouth _ -> put(GS, 'e', 0x06);
      case EscPosCommand.AskSymbolSize size -> block('k', size.kind(), SYMBOL_SIZE, STORED);
    }
  }

  private void mouth(EscPosCommand.Mouth mouth) {
    switch (mouth) {
      case EscPosCommand.Present present -> put(GS, 'e', 0x20, present.steps(), present.seconds());
      case EscPosCommand.CutAndPresent cut ->
          put(FS, 'P', cut.steps(), flag(cut.blink()), cut.retract() ? 'R' : 'E', cut.seconds());
      case EscPosCommand.Retract _ -> put(GS, 'e', 0x02);
      case EscPosCommand.Eject _ -> put(GS, 'e', 0x05);
    }
  }

  private void realtime(EscPosCommand.Realtime realtime) {
    switch (realtime) {
      case EscPosCommand.AskStatus ask -> put(DLE, 0x04, ask.which());
      case EscPosCommand.Recover recover -> put(DLE, 0x05, recover.how());
      case EscPosCommand.ClearBuffers _ -> {
        put(DLE, 0x14, 8);
        CLEAR_BUFFERS.forEach(this::put);
      }
      case EscPosCommand.OtherRealtime other -> put(other.bytes());
    }
  }

  /// GS ( x pL pH m fn parameters.
  private void block(int letter, int m, int function, Bytes parameters) {
    int length = parameters.length() + 2;
    put(GS, '(', letter, low(length), high(length), m, function);
    put(parameters);
  }

  private void put(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
  }

  private void put(Bytes bytes) {
    out.writeBytes(bytes.toArray());
  }

  private static int flag(boolean on) {
    return on ? 1 : 0;
  }

  private static int low(int value) {
    return value & 0xFF;
  }

  private static int high(int value) {
    return value >> 8 & 0xFF;
  }
}
