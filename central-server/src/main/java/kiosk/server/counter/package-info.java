/// What only a person at the desk may do to an account, once an identity was checked.
@NullMarked
package kiosk.server.counter;

import org.jspecify.annotations.NullMarked;
