package kiosk.terminal.session;

import kiosk.contract.act.ActContent.ConsentKind;

/// The questions of rule P2 as they stand on the screen.
@FunctionalInterface
public interface Wording {

  String of(ConsentKind question, String language);
}
