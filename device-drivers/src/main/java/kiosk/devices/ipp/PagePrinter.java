package kiosk.devices.ipp;

import java.util.UUID;
import java.util.function.Consumer;

/// A printer of A4 pages: an optional device, for where its tray is guarded. It has no presenter:
/// nothing tells whether a paper was taken, so a job is printed while the person is there, and
/// called off when they leave.
///
/// Safe for several threads. Listeners run on the job's own thread and must return at once.
public interface PagePrinter extends AutoCloseable {

  /// Starts a job; one at a time: a second one is [PageProgress.Refused] with [PageTrouble#BUSY].
  ///
  /// `progress` gets what happens, in order, and last exactly one [PageProgress.End]. Nothing is
  /// printed by itself a second time, whatever the end.
  void print(PageJob job, Consumer<PageProgress> progress);

  /// The person has left: what is not on paper yet shall not be. A job that is over, or unknown, is
  /// left alone.
  void callOff(UUID job);

  /// Calls off the job under way and waits for its end.
  @Override
  void close();
}
