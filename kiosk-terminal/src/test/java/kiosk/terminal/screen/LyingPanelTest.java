package kiosk.terminal.screen;

/// The gallery on the lying panel.
final class LyingPanelTest extends GalleryTest {

  LyingPanelTest() {
    super(Panel.LYING);
  }
}
