/// The account over the web: who comes, with what proof, and what they may do before and after.
@NullMarked
package kiosk.server.online;

import org.jspecify.annotations.NullMarked;
