/// The people who operate the system: their accounts, roles and sessions.
@NullMarked
package kiosk.server.staff;

import org.jspecify.annotations.NullMarked;
