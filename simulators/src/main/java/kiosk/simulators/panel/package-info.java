/// The technician's page: the hands that hold the card, tear off the ticket and break things.
@NullMarked
package kiosk.simulators.panel;

import org.jspecify.annotations.NullMarked;
