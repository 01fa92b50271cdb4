/// The trail of who did what: lines that can only be added.
@NullMarked
package kiosk.server.audit;

import org.jspecify.annotations.NullMarked;
