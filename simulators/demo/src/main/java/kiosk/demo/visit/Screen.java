package kiosk.demo.visit;

/// The touch screen of a kiosk, as its page sees it: the name of what is shown, touches and keys.
///
/// A conversation of one thread.
public interface Screen {

  /// Waits for the invitation with every service on offer: the kiosk has reached its server.
  ///
  /// @throws StepException when it does not come in time
  void awaitInvitation() throws StepException, InterruptedException;

  /// Waits until something is shown that is neither `left` nor a screen that only bids to wait.
  ///
  /// The same screen again counts once a wait was shown between: then the answer was refused. The
  /// menu counts once all its services can be had: a person looks before touching one.
  ///
  /// @param left the screen that was answered, or the empty string
  /// @return the simple name of the screen model that is shown now
  /// @throws StepException when nothing else comes in time, or the kiosk is gone
  String awaitOther(String left) throws StepException, InterruptedException;

  /// Touches a button.
  ///
  /// @param action the name of a `Touch.Action` of the kiosk
  void press(String action) throws StepException;

  /// Touches a service of the menu.
  ///
  /// @param service the name of a `ScreenModel.Service` of the kiosk
  void open(String service) throws StepException;

  /// Types characters one after the other.
  void type(String text) throws StepException;
}
