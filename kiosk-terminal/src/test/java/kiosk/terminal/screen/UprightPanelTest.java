package kiosk.terminal.screen;

/// The gallery on the upright panel.
final class UprightPanelTest extends GalleryTest {

  UprightPanelTest() {
    super(Panel.UPRIGHT);
  }
}
