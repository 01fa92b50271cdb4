package kiosk.bench.devices;

import java.util.List;
import java.util.function.Consumer;
import kiosk.devices.apdu.Atr;
import kiosk.devices.apdu.BerTlv;
import kiosk.devices.apdu.CommandApdu;
import kiosk.devices.apdu.ResponseApdu;
import kiosk.devices.apdu.T1Block;
import kiosk.devices.ccid.TwinDecoder;
import kiosk.devices.escpos.AnswerDecoder;
import kiosk.devices.escpos.EscPosDecoder;
import kiosk.devices.escpos.RealtimeScanner;
import kiosk.devices.link.Bytes;

/// A parser of the drivers that bytes from outside reach, and sound frames to damage.
///
/// @param sound as devices, or those who drive them, send them
/// @param parse reads one frame, as after a silence
record Parser(String name, List<Bytes> sound, Consumer<byte[]> parse) {

  private static final List<Bytes> FILES =
      hex(
          "65 11 93 0f 32363930353439353838313537 3830 90 00",
          "65 20 80 07 4c4546455652 45 81 05 5a4f4520 20 82 08 3139363930353132 83 00 00 00 90 00",
          "00 65 02 80 00 7f21 81 01 aa 5f37 82 0001 bb 00 00");

  private static final List<Bytes> COMMANDS =
      hex(
          "1b40 1c2e 1b5200 1b7410 1b6101 1d2111 41424344 1d2100 0a 1b6405 1d564200",
          "1d286b0400314132 00 1d286b03003143 06 1d286b07003150304142 4344 1d286b0300315230",
          "1d7630000300 0400 ff00ff 100401 004010 ffffff 0a 1b2a210200 aabbccddeeff",
          "1b4408101800 09 41 09 42 0a 1d6b0431323300 1d6b4904 7b424142 0a 100401 10140801",
          "1d284c0c003070300101 3108000200 ff81 1d284c02003032 1d2848060030303030 3031");

  private static final List<Bytes> ANSWERS =
      hex(
          "12 16 1400000f 37225030303100 0c",
          "13 11 5f544d2d543230 00 1808000f 372500 3736 3633 1f 3633 1f 31 1f 30 00",
          "100f00040000 373835 63757473 3531 30636d 10 0f 20 00 00 00");

  private static final List<Bytes> FRAMES =
      hex(
          "03 06 65 00 00 00 00 00 02 00 00 00 62 50 03",
          "03 06 81 00 00 00 00 00 02 01 00 00 87 80 ff",
          "03 06 80 02 00 00 00 00 18 00 00 00 61 13 ed 03 15 16");

  Parser {
    sound = List.copyOf(sound);
  }

  /// All of them.
  static List<Parser> all() {
    return List.of(
        twin(),
        answers("answers of a printer", false),
        answers("answers of a Custom printer", true),
        commands(),
        new Parser("real-time commands", COMMANDS, RealtimeScanner::foundIn),
        new Parser("answers to reset", hex("3b 75 13 00 00 47 09 ea 90 00"), of(Atr::parse)),
        new Parser(
            "blocks of T=1",
            hex("00 e1 01 fe 1e", "00 40 07 00 b0 82 00 13 90 00 f6"),
            of(raw -> T1Block.parse(raw, raw.length() % 2 == 0))),
        new Parser("responses of a card", FILES, of(ResponseApdu::parse)),
        new Parser("commands to a card", hex("00 a4 00 00 02 3f 00 1e"), of(CommandApdu::parse)),
        new Parser("files of a card", FILES, of(BerTlv::parse)));
  }

  private static Parser twin() {
    TwinDecoder decoder = new TwinDecoder();
    return new Parser(
        "frames of the card reader",
        FRAMES,
        frame -> {
          decoder.reset();
          for (byte b : frame) {
            decoder.accept(b & 0xFF);
          }
        });
  }

  private static Parser answers(String name, boolean custom) {
    AnswerDecoder decoder = new AnswerDecoder(custom);
    return new Parser(
        name,
        ANSWERS,
        frame -> {
          decoder.reset();
          decoder.feed(frame, 0, frame.length);
        });
  }

  private static Parser commands() {
    EscPosDecoder decoder = new EscPosDecoder(_ -> {});
    return new Parser(
        "commands to a printer",
        COMMANDS,
        frame -> {
          decoder.reset();
          decoder.feed(frame, 0, frame.length);
        });
  }

  private static Consumer<byte[]> of(Consumer<Bytes> parse) {
    return frame -> parse.accept(Bytes.of(frame));
  }

  private static List<Bytes> hex(String... frames) {
    return List.of(frames).stream().map(Bytes::ofHex).toList();
  }
}
