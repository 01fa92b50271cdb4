package kiosk.simulators.paper;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.link.Bytes;

/// Pictures that are stored first: GS ( L and GS 8 L (Epson, "ESC/POS Command Reference"), and the
/// columns of ESC *.
final class Pictures {

  /// The key of the print buffer among the stored pictures, which are named by two letters.
  private static final int BUFFER = -1;

  private final Map<Integer, Dots> stored = new HashMap<>();

  /// The print buffer is emptied; named pictures live in the printer's memory.
  void reset() {
    stored.remove(BUFFER);
  }

  /// Obeys one function of GS ( L.
  ///
  /// @return the picture, when one was to be printed
  Optional<Dots> obey(EscPosCommand.Graphics command) {
    Bytes p = command.parameters();
    switch (command.function()) {
      // 112: a bx by c xL xH yL yH d1…dk
      case 112 -> store(BUFFER, p, 4, enlarge(p, 1), enlarge(p, 2));
      // 67 and 83: a kc1 kc2 b xL xH yL yH c d1…dk
      case 67, 83 -> store(key(p, 1), p, 4, 1, 1);
      case 2, 50 -> {
        return Optional.ofNullable(stored.remove(BUFFER));
      }
      // 69 and 85: kc1 kc2 x y
      case 69, 85 -> {
        return Optional.ofNullable(stored.get(key(p, 0)))
            .map(dots -> dots.scaled(enlarge(p, 2), enlarge(p, 3)));
      }
      default -> {}
    }
    return Optional.empty();
  }

  private void store(int key, Bytes p, int size, int across, int down) {
    if (p.length() < size + 4) {
      return;
    }
    int width = p.at(size) | p.at(size + 1) << 8;
    int height = p.at(size + 2) | p.at(size + 3) << 8;
    int from = size + 4 + (key == BUFFER ? 0 : 1);
    int stride = (width + 7) / 8;
    if (p.length() < from + stride * height) {
      return;
    }
    Dots dots = new Dots(width, height);
    for (int y = 0; y < height; y++) {
      dots.row(y, p.slice(from + y * stride, from + (y + 1) * stride));
    }
    stored.put(key, dots.scaled(across, down));
  }

  private static int enlarge(Bytes p, int index) {
    return p.length() > index && p.at(index) == 2 ? 2 : 1;
  }

  private static int key(Bytes p, int index) {
    return p.length() > index + 1 ? p.at(index) << 8 | p.at(index + 1) : 0;
  }

  /// ESC *: modes 0 and 1 have 8 dots in a column, three rows high; 0 and 32 are two dots wide.
  static Dots columns(EscPosCommand.Columns command) {
    int deep = command.mode() == 32 || command.mode() == 33 ? 3 : 1;
    Dots dots = new Dots(command.count(), deep * 8);
    for (int x = 0; x < command.count(); x++) {
      for (int y = 0; y < deep * 8; y++) {
        if ((command.dots().at(x * deep + y / 8) & 0x80 >> y % 8) != 0) {
          dots.set(x, y);
        }
      }
    }
    return dots.scaled(command.mode() % 2 == 0 ? 2 : 1, deep == 1 ? 3 : 1);
  }
}
