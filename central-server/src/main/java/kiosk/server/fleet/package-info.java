/// The kiosks as operations know them: state, visits without personal data, orders, alerts.
@NullMarked
package kiosk.server.fleet;

import org.jspecify.annotations.NullMarked;
