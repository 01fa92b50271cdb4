package kiosk.devices.escpos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.devices.link.Bytes;

/// A printer's bytes to answers, a piece at a time.
///
/// The first byte tells the kind (Epson, "ESC/POS Command Reference", "Transmission status
/// identification"): DLE EOT `0xx1xx10`, automatic status `0xx1xx00` and three `0xx0xxxx`, GS r and
/// GS I `0xx0xxxx`, blocks `37 3B 3D 35 5F … 00`, XON 11, XOFF 13. XON and XOFF may stand anywhere,
/// and automatic status inside a block; a block is never inside anything.
public final class AnswerDecoder {

  /// The longest known block is a name of under 80 characters.
  static final int LONGEST_BLOCK = 96;

  /// Between the numbers of a symbol's size.
  private static final int SEPARATOR = 0x1F;

  /// GS ( k function 82: the identifier, width, height, the fixed 1, and 0 when printable.
  private static final Pattern SIZE =
      Pattern.compile(".([0-9]{1,5})\u001F([0-9]{1,5})\u001F1\u001F([01])");

  private static final int XON = 0x11;
  private static final int XOFF = 0x13;

  private final boolean custom;
  private final CustomAnswers customs = new CustomAnswers();
  private final byte[] block = new byte[LONGEST_BLOCK];
  private int blockLength;
  private final byte[] auto = new byte[4];
  private int autoLength;

  /// For a printer that answers as Epson's do.
  public AnswerDecoder() {
    this(false);
  }

  /// @param custom whether the printer gives the full status and the counts of Custom, whose bytes
  ///     mean other things in Epson's answers
  public AnswerDecoder(boolean custom) {
    this.custom = custom;
  }

  /// Reads `bytes[offset, offset + count)`.
  ///
  /// @return the answers that they complete, in order
  public List<PrinterAnswer> feed(byte[] bytes, int offset, int count) {
    List<PrinterAnswer> answers = new ArrayList<>();
    for (int i = offset; i < offset + count; i++) {
      take(bytes[i] & 0xFF, answers);
    }
    return answers;
  }

  /// Forgets what has begun, as after a reopened line.
  public void reset() {
    blockLength = 0;
    autoLength = 0;
    customs.reset();
  }

  private void take(int b, List<PrinterAnswer> answers) {
    if (b == XON || b == XOFF) {
      answers.add(new PrinterAnswer.Flow(b == XOFF));
    } else if (custom && blockLength == 0 && customs.wants(b)) {
      customs.take(b).ifPresent(answers::add);
    } else if (customs.inside()) {
      customs.reset();
      take(b, answers);
    } else if (autoLength > 0) {
      continueAuto(b, answers);
    } else if (blockLength > 0) {
      continueBlock(b, answers);
    } else {
      start(b, answers);
    }
  }

  private void start(int b, List<PrinterAnswer> answers) {
    if (isBlock(b)) {
      block[blockLength++] = (byte) b;
    } else if ((b & 0x93) == 0x12) {
      answers.add(new PrinterAnswer.Status(b));
    } else if ((b & 0x93) == 0x10) {
      auto[autoLength++] = (byte) b;
    } else if ((b & 0x90) == 0) {
      answers.add(new PrinterAnswer.Sensor(b));
    } else {
      answers.add(new PrinterAnswer.Noise(Bytes.of(new byte[] {(byte) b})));
    }
  }

  private void continueAuto(int b, List<PrinterAnswer> answers) {
    if ((b & 0x90) != 0) {
      answers.add(new PrinterAnswer.Noise(Bytes.of(auto, 0, autoLength)));
      autoLength = 0;
      take(b, answers);
      return;
    }
    auto[autoLength++] = (byte) b;
    if (autoLength == auto.length) {
      autoLength = 0;
      answers.add(new PrinterAnswer.AutoStatus(auto[0], auto[1], auto[2], auto[3]));
    }
  }

  private void continueBlock(int b, List<PrinterAnswer> answers) {
    if (b == 0) {
      answers.add(answer(Bytes.of(block, 1, blockLength)));
      blockLength = 0;
    } else if (b < 0x20 && (b & 0x93) == 0x10) {
      auto[autoLength++] = (byte) b;
    } else if ((b < 0x20 && b != SEPARATOR) || blockLength == LONGEST_BLOCK) {
      answers.add(new PrinterAnswer.Noise(Bytes.of(block, 0, blockLength)));
      blockLength = 0;
      start(b, answers);
    } else {
      block[blockLength++] = (byte) b;
    }
  }

  private PrinterAnswer answer(Bytes content) {
    int kind = block[0];
    if (kind == 0x5F) {
      return new PrinterAnswer.TextBlock(content);
    }
    if (kind == 0x37 && content.length() == 5 && content.at(0) == 0x22) {
      return new PrinterAnswer.FencePassed(content.slice(1, 5));
    }
    if (kind == 0x37 && content.length() == 1 && content.at(0) == 0x25) {
      return new PrinterAnswer.BuffersCleared();
    }
    Matcher size = SIZE.matcher(new String(content.toArray(), StandardCharsets.ISO_8859_1));
    return kind == 0x37 && size.matches()
        ? size(content.at(0), size.toMatchResult())
        : new PrinterAnswer.Block(kind, content);
  }

  private static PrinterAnswer size(int identifier, MatchResult numbers) {
    int width = Integer.parseInt(numbers.group(1));
    int height = Integer.parseInt(numbers.group(2));
    return new PrinterAnswer.SymbolSize(identifier, width, height, numbers.group(3).equals("0"));
  }

  private static boolean isBlock(int b) {
    return b == 0x37 || b == 0x3B || b == 0x3D || b == 0x35 || b == 0x5F;
  }
}
