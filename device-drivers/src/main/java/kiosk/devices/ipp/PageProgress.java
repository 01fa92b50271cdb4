package kiosk.devices.ipp;

import java.util.List;

/// How far a document has come. A paper is believed only as far as the printer has said it.
public sealed interface PageProgress {

  /// The printer has the whole document.
  record Accepted() implements PageProgress {}

  /// The printer waits for a hand: it goes on by itself once the trouble is over.
  record Held(PageTrouble trouble) implements PageProgress {}

  /// The hand has come.
  record Resumed() implements PageProgress {}

  /// The job's end: there is exactly one.
  sealed interface End extends PageProgress {

    /// What the printer said, in order; nothing personal.
    List<String> evidence();
  }

  /// All pages are on paper: `completed`, with `job-completed-successfully` and its impressions.
  record Completed(List<String> evidence) implements End {}

  /// The printer has nothing of it: trying again is safe.
  record Refused(PageTrouble trouble, List<String> evidence) implements End {}

  /// The printer gave it up; a part may be on paper.
  record Spoiled(PageTrouble trouble, List<String> evidence) implements End {}

  /// Nobody can tell what is on paper.
  record Unknown(PageTrouble trouble, List<String> evidence) implements End {}
}
