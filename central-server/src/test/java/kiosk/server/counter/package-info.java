/// The desk's deeds, on a real database.
@NullMarked
package kiosk.server.counter;

import org.jspecify.annotations.NullMarked;
