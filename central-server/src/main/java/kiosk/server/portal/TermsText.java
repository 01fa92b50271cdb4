package kiosk.server.portal;

import java.util.List;
import kiosk.server.portal.Page.Tone;

/// The terms of use, to be accepted or refused (rule O3).
public final class TermsText {

  private static final int CHAPTERS = 3;
  private static final int STEP = 3;

  /// The whole text with both answers.
  ///
  /// @param action where the answer goes
  /// @param version in force
  public static Page page(Browser browser, String action, String version) {
    Words words = browser.words();
    Page page = Pages.guarded(browser, "terms", Tone.QUESTION).atStep(STEP);
    page = page.saying(words.get("terms.version", version));
    for (int chapter = 1; chapter <= CHAPTERS; chapter++) {
      String key = "terms." + chapter;
      page = page.with(new Block.Text(words.get(key + ".title"), words.paragraphs(key + ".text")));
    }
    return page.with(
        new Block.Form(
            action,
            List.of(),
            List.of(
                new Block.Action("terms", "accept", words.get("terms.accept"), true),
                new Block.Action("terms", "refuse", words.get("terms.refuse"), false))));
  }

  /// What is said to somebody who refused.
  public static Page refused(Words words) {
    return Page.of(words, "terms.refused", Tone.WARNING)
        .with(new Block.Links(List.of(new Block.Link("/", words.get("home"), ""))));
  }

  private TermsText() {}
}
