/// Codes of access: what a code may be, how many tries there are, and how a code is kept.
@NullMarked
package kiosk.server.accesscode;

import org.jspecify.annotations.NullMarked;
