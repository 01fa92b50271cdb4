package kiosk.simulators.paper;

import kiosk.devices.link.Bytes;

/// A small picture of black and white dots. Dots outside are white and stay so.
final class Dots {

  private final int width;
  private final int height;
  private final int stride;
  private final byte[] bits;

  Dots(int width, int height) {
    this.width = width;
    this.height = height;
    this.stride = (width + 7) / 8;
    this.bits = new byte[stride * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean get(int x, int y) {
    return x >= 0
        && y >= 0
        && x < width
        && y < height
        && (bits[y * stride + x / 8] & 0x80 >> x % 8) != 0;
  }

  void set(int x, int y) {
    if (x >= 0 && y >= 0 && x < width && y < height) {
      bits[y * stride + x / 8] |= (byte) (0x80 >> x % 8);
    }
  }

  /// Blackens a rectangle.
  void fill(int left, int top, int right, int bottom) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        set(x, y);
      }
    }
  }

  /// Adds the black dots of another picture, its top left corner at (x, y).
  void draw(Dots other, int x, int y) {
    for (int row = 0; row < other.height; row++) {
      for (int column = 0; column < other.width; column++) {
        if (other.get(column, row)) {
          set(x + column, y + row);
        }
      }
    }
  }

  Dots scaled(int across, int down) {
    Dots larger = new Dots(width * across, height * down);
    for (int y = 0; y < larger.height; y++) {
      for (int x = 0; x < larger.width; x++) {
        if (get(x / across, y / down)) {
          larger.set(x, y);
        }
      }
    }
    return larger;
  }

  /// Black for white.
  Dots inverted() {
    Dots other = new Dots(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (!get(x, y)) {
          other.set(x, y);
        }
      }
    }
    return other;
  }

  /// A quarter turn clockwise.
  Dots turned() {
    Dots other = new Dots(/* width= */ height, /* height= */ width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (get(x, y)) {
          other.set(height - 1 - y, x);
        }
      }
    }
    return other;
  }

  Dots upsideDown() {
    return turned().turned();
  }

  /// Whether the row has a black dot.
  boolean inked(int y) {
    for (int i = y * stride; i < (y + 1) * stride; i++) {
      if (bits[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /// One row, most significant bit left, a set bit black.
  Bytes row(int y) {
    return Bytes.of(bits, y * stride, (y + 1) * stride);
  }

  /// Takes over a row of bits; what is beyond the width is lost.
  void row(int y, Bytes dots) {
    for (int x = 0; x < Math.min(width, dots.length() * 8); x++) {
      if ((dots.at(x / 8) & 0x80 >> x % 8) != 0) {
        set(x, y);
      }
    }
  }
}
