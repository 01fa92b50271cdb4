/// The key that is kept outside the database, and what is derived from it.
@NullMarked
package kiosk.server.vault;

import org.jspecify.annotations.NullMarked;
